import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** Made on a machine, not committed. */
const LOCAL = /^(?:\.coffer|\.wrangler|node_modules|out|dist|\.env$|\.dev\.vars$)/;

function documents(): string[] {
  const docs = existsSync(join(ROOT, 'docs')) ? readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`) : [];
  return ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs].filter((path) => path.endsWith('.md') && existsSync(join(ROOT, path)));
}

/** Inline code that looks like a path of this repository: a known first folder or a file of the root, without placeholders. */
function pathsIn(text: string, tops: Set<string>): string[] {
  const spans = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g);
  return [...spans]
    .map(([, span = '']) => span.replace(/^\.\//, '').replace(/:\d+$/, ''))
    .filter((span) => /^[\w.[\]-]+(?:\/[\w.[\]-]*)*$/.test(span))
    .filter((span) => (span.includes('/') ? tops.has(span.split('/')[0] ?? '') : /^[\w.-]+\.(?:md|json|toml|ts|mjs)$/.test(span) && tops.has(span)))
    .filter((span) => !LOCAL.test(span));
}

function scriptsIn(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
  return [...named, ...[...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name = '']) => name)];
}

/** Folders that belong to the project whether or not they exist yet: a text that names a missing one is wrong. */
const TOPS = new Set([...readdirSync(ROOT), 'src', 'scripts', 'test', 'migrations', 'docs', 'dashboard', '.ci', '.github']);
const SCRIPTS = Object.keys((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts);

describe.each(documents())('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');

  test('every path exists', () => {
    expect(pathsIn(text, TOPS).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('every command is a script of package.json', () => {
    expect(scriptsIn(text).filter((name) => !SCRIPTS.includes(name))).toEqual([]);
  });
});

test('paths and commands are recognised', () => {
  expect(pathsIn('`src/gone.ts` `src/a/` `a/b` `src/<name>/x` `npm run x` `.coffer/run.json` `test/a.ts:12`', TOPS)).toEqual(['src/gone.ts', 'src/a/', 'test/a.ts']);
  expect(scriptsIn('npm run test:kill, then `npm start`')).toEqual(['test:kill', 'start']);
});
