import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from './folders.ts';
import { runNode } from './processes.ts';

/** Everything the build is made from; the stand-in's types are erased from it. */
const SOURCES = ['index.html', 'sandbox.html', 'package-lock.json', 'vite.config.ts', 'src', 'public'];

const DIST = join(FILES.dashboard, 'dist');
const STAMP = join(DIST, '.sources');
const VITE = join(FILES.dashboard, 'node_modules', 'vite', 'bin', 'vite.js');

/** A test runner sets NODE_ENV to its own, and the build would take the libraries' slow and large development forms. */
const BUILD_ENV = { NODE_ENV: 'production' };

function filesBelow(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(FILES.dashboard, source);
    for (const file of source.includes('.') ? [path] : filesBelow(path)) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds the dashboard and the sandbox page where their sources changed since the last time; gives what to tell, if anything. */
export async function buildPages(): Promise<string | null> {
  const hash = sourcesHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return null;
  const began = Date.now();
  await runNode('Building the pages', [VITE, 'build', FILES.dashboard, '--logLevel', 'warn'], BUILD_ENV);
  writeFileSync(STAMP, hash);
  return `The pages are built (${((Date.now() - began) / 1_000).toFixed(1)} s).`;
}
