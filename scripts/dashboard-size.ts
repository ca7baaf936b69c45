/** Measures what the dashboard loads before its first paint, and fails where that is over its budget: `npm run size`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** KiB after gzip. */
const BUDGET = { js: 180, css: 50 };
const DASHBOARD = join(import.meta.dirname, '..', 'dashboard');
const FIRST_PAGE = 'src/sections/overview/index.tsx';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

type Manifest = Record<string, Chunk>;

/** A chunk of Vite's manifest and everything that it imports statically. */
function withImports(manifest: Manifest, name: string, seen: Set<string> = new Set()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunk.imports ?? []) withImports(manifest, imported, seen);
  return seen;
}

function build(folder: string): Manifest {
  const vite = join(DASHBOARD, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', DASHBOARD, '--outDir', folder, '--emptyOutDir', '--manifest', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) throw new Error(`The dashboard could not be built:\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
}

const folder = mkdtempSync(join(tmpdir(), 'coffer-size-'));
try {
  const manifest = build(folder);
  const kib = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1024;
  const sum = (files: string[]): number => files.reduce((before, file) => before + kib(file), 0);
  const filesOf = (names: Iterable<string>): string[] => [...names].map((name) => manifest[name]?.file ?? '').filter((file) => file !== '');
  const entry = withImports(manifest, 'index.html');
  const first = withImports(manifest, FIRST_PAGE);
  // The colour scheme's script runs before the page and is no module.
  const js = sum(['color-scheme.js', ...filesOf(entry)]);
  const page = sum(filesOf([...first].filter((name) => !entry.has(name))));
  const assets = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.css') && !file.startsWith('sandbox'));
  const css = sum(assets.map((file) => join('assets', file)));
  console.log(`initial JS ${js.toFixed(1)} of ${BUDGET.js} KiB, the overview's own ${page.toFixed(1)} KiB; all CSS ${css.toFixed(1)} of ${BUDGET.css} KiB (gzip)`);
  if (js > BUDGET.js || css > BUDGET.css) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
