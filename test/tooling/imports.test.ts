import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** Who may import whom (ARCHITECTURE.md); app and the entry may import everything. */
const MAY_IMPORT: Record<string, string[]> = {
  kernel: [],
  db: ['kernel'],
  ledger: ['db', 'kernel'],
  guild: ['ledger', 'db', 'kernel'],
  discord: ['define', 'ledger', 'db', 'kernel'],
  i18n: ['kernel', 'db'],
  define: ['kernel'],
  'features/shop': ['define', 'ledger', 'db', 'discord', 'i18n', 'kernel'],
  'features/shop/views': ['define', 'ledger', 'db', 'discord', 'i18n', 'kernel', 'features/shop'],
  interactions: ['define', 'i18n', 'kernel'],
  api: ['define', 'i18n', 'kernel'],
  cron: ['define', 'i18n', 'kernel'],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), 'features/tasks', 'app'];

/** Planted file → text, and the rule that has to be broken (null: clean). */
const planted = new Map<string, { text: string; rule: string | null }>();
const RESTRICTED = 'no-restricted-imports';

function plant(file: string, text: string, rule: string | null): void {
  planted.set(file, { text: `${text}\nexport const planted = 1;\n`, rule });
}

function specifier(from: string, to: string): string {
  const path = posix.relative(from, to);
  return path.startsWith('.') ? path : `./${path}`;
}

/** Every folder imports every other one, the right way and the wrong way. */
function plantMatrix(): void {
  for (const [from, allowed] of Object.entries(MAY_IMPORT)) {
    for (const to of FOLDERS.filter((folder) => folder !== from)) {
      const own = from.startsWith(`${to}/`) || to.startsWith(`${from}/`);
      const ok = own || allowed.includes(to);
      const target = `${specifier(from, to)}/thing.ts`;
      plant(`src/${from}/value-${to.replaceAll('/', '-')}.ts`, `export { thing } from '${target}';`, ok ? null : RESTRICTED);
    }
    plant(`src/${from}/entry.ts`, `import '${specifier(from, 'worker.ts')}';`, RESTRICTED);
    plant(`src/${from}/outside.ts`, `import '${specifier(from, '../scripts/settings.ts')}';`, RESTRICTED);
    plant(`src/${from}/itty.ts`, `import { createDurable } from 'itty-durable';\ncreateDurable();`, RESTRICTED);
  }
}

function plantExceptions(): void {
  for (const folder of ['guild', 'discord', 'features/shop']) {
    for (const file of ['thing.object.ts', 'stub.ts', 'cold.stub.ts']) {
      plant(`src/${folder}/${file}`, `import { createDurable } from 'itty-durable';\ncreateDurable();`, null);
    }
    plant(`src/${folder}/other.object.ts`, `export { thing } from '${specifier(folder, 'app')}/thing.ts';`, RESTRICTED);
  }
  plant('src/features/shop/stubbed.ts', `export { guildStub } from '../../guild/stub.ts';`, null);
  plant('src/features/shop/typed.ts', `export type { Verbs } from '../../guild/protocol.ts';`, null);
  plant('src/features/shop/index-only.ts', `export { tasks } from '../tasks';`, RESTRICTED);
  plant('src/features/shop/lazily.ts', `export const tasks = () => import('../tasks/index.ts');`, RESTRICTED);
  plant('src/define/typed.ts', `export type { Statement } from '../ledger/statements.ts';`, null);
  plant('src/define/typed-feature.ts', `export type { Shop } from '../features/shop/service.ts';`, RESTRICTED);
  plant('src/app/all.ts', `export { thing } from '../features/shop/thing.ts';`, null);
  plant('src/app/itty.ts', `import { createDurable } from 'itty-durable';\ncreateDurable();`, RESTRICTED);
  plant('dashboard/src/api.ts', `export type { Client } from '../../src/api/client.ts';`, null);
  plant('dashboard/src/value.ts', `export { client } from '../../src/api/client.ts';`, RESTRICTED);
  plant('dashboard/src/deep.ts', `export type { App } from '../../src/api/app.ts';`, RESTRICTED);
  plant('dashboard/src/kernel.ts', `export type { Env } from '../../src/kernel/env.ts';`, RESTRICTED);
}

function plantOthers(): void {
  plant('src/ledger/ring-a.ts', `import { b } from './ring-b.ts';\nexport const a = (): number => b();`, 'no-cycle');
  plant('src/ledger/ring-b.ts', `import { a } from './ring-a.ts';\nexport const b = (): number => a();`, 'no-cycle');
  plant('src/ledger/talks.ts', `console.log('');`, 'no-console');
  plant('src/kernel/log.ts', `console.log('');`, null);
  const lines = (count: number): string => `export function long(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(count)}  return n;\n}`;
  plant('src/ledger/long.ts', lines(70), 'max-lines-per-function');
  plant('src/ledger/fits.ts', lines(66), null);
  plant('src/ledger/endless.ts', 'export {};\n'.repeat(301), 'max-lines');
}

let folder = '';
const found = new Map<string, string[]>();

beforeAll(() => {
  plantMatrix();
  plantExceptions();
  plantOthers();
  folder = mkdtempSync(join(tmpdir(), 'coffer-imports-'));
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, { text }] of planted) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format=json', '.'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
  for (const { code, filename } of diagnostics) {
    const file = filename.replaceAll('\\', '/');
    found.set(file, [...(found.get(file) ?? []), code]);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every planted violation is red, by its own rule', () => {
  const missed = [...planted].filter(([file, { rule }]) => rule !== null && !found.get(file)?.some((code) => code.includes(rule)));
  expect(missed.map(([file, { text }]) => `${file}: ${text}`)).toEqual([]);
});

test('what is allowed is green', () => {
  const wrongly = [...planted].filter(([file, { rule }]) => rule === null && found.has(file));
  expect(wrongly.map(([file, { text }]) => `${file}: ${text} ${found.get(file)}`)).toEqual([]);
  expect([...planted.values()].filter(({ rule }) => rule === null).length).toBeGreaterThan(30);
});

test('every folder of src is known to the rules', () => {
  const known = new Set([...FOLDERS.map((name) => name.split('/')[0]), 'features']);
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  expect(existsSync(join(ROOT, 'src', 'worker.ts'))).toBe(true);
});
