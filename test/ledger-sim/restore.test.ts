import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseFile } from '../../scripts/restore/local.ts';
import { RestoreRefused } from '../../scripts/restore/refused.ts';
import { restoreFile } from '../../scripts/restore/restore.ts';
import { DERIVED, LEDGER, LEFT_OUT, RECORDS } from '../../src/features/members/server-export/tables.ts';
import { verifyGuild } from '../../src/ledger/verify.ts';
import { MIGRATIONS, SqliteLedger } from './database.ts';
import { databaseOf, GUILD, Town, townsfolk } from './restore-stage.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'coffer-restore-'));
afterAll(() => rmSync(folder, { recursive: true }));

let town: Town;
let text: string;
beforeAll(async () => {
  town = await new Town().live();
  text = await town.export();
});

let files = 0;
function fileOf(content: string): string {
  const path = join(folder, `${(files += 1)}.ndjson`);
  writeFileSync(path, content);
  return path;
}

const rowsOf = (ledger: SqliteLedger, table: string): object[] => ledger.all(`SELECT * FROM ${table} WHERE guild = ?1`, GUILD);
const triggersOf = (ledger: SqliteLedger): object[] => ledger.all("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");

/** The file with lines changed, and its last line made right again: what somebody would do who knows how. */
function forged(change: (lines: any[]) => unknown[]): string {
  const lines = change(text.trimEnd().split('\n').slice(0, -1).map((line) => JSON.parse(line)));
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${body}${JSON.stringify({ end: { lines: lines.length, sha256: createHash('sha256').update(body).digest('hex'), moved: 0 } })}\n`;
}

test('a server comes back whole: every row, the same head, verified, with its guards, and it goes on', async () => {
  const archived = [...town.store.files.keys()].filter((key) => key.includes('/entries-'));
  expect(archived.length).toBeGreaterThanOrEqual(2);
  const [first] = town.ledger.all('SELECT MIN(seq) AS seq FROM entry');
  expect(Number(first?.['seq'])).toBeGreaterThan(5);
  const dropped = text.split('\n').filter((line) => line.includes('"table":"entry"')).length - rowsOf(town.ledger, 'entry').length;
  expect(dropped).toBeGreaterThan(5);
  const back = new SqliteLedger();
  const before = triggersOf(back);
  const restored = await restoreFile(fileOf(text), back.sqlite);
  expect(restored).toMatchObject({ guild: GUILD, end: { moved: 0 } });
  const [head] = town.ledger.all('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
  expect(back.all('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')).toEqual([head]);
  expect(restored.entries).toBe(head?.['seq']);
  for (const { name } of [...DERIVED, ...RECORDS, { name: 'hold' }, { name: 'freeze' }, { name: 'stat' }]) {
    expect(rowsOf(back, name), name).toEqual(rowsOf(town.ledger, name));
  }
  expect(back.all('SELECT expires_at IS NOT NULL AS ends, COUNT(*) AS n FROM lot GROUP BY 1 ORDER BY 1')).toEqual([{ ends: 0, n: 1 }, { ends: 1, n: 1 }]);
  expect(triggersOf(back)).toEqual(before);
  expect(await verifyGuild(databaseOf(back), GUILD)).toMatchObject({ ok: true, seq: head?.['seq'] });
  const committer = townsfolk(back, () => town.now + 60_000);
  const pay = { key: 'i:after', fingerprint: 'f', kind: 'pay', actor: '9', movements: [{ kind: 'pay', from: 'u:100000000000000001', to: 'u:100000000000000002', amount: 3 }] };
  expect(await committer.submit(pay)).toMatchObject({ status: 'done', done: { entries: [{ seq: Number(head?.['seq']) + 1 }] } });
  // Keys came along: what was settled stays settled, refusals and archived ones too.
  expect(await committer.submit({ ...pay, key: 'i:refused' })).toMatchObject({ status: 'refused', replayed: true });
  expect(await committer.submit({ ...pay, key: 'i:4' })).toMatchObject({ status: 'refused', refusal: { code: 'mismatch' } });
  expect(await verifyGuild(databaseOf(back), GUILD)).toMatchObject({ ok: true });
});

test('an export of the restored server is the same but for the archived operations', async () => {
  const back = new SqliteLedger();
  await restoreFile(fileOf(text), back.sqlite);
  const copy = new Town();
  const restored = Object.assign(Object.create(Town.prototype) as Town, { ledger: back, store: copy.store, now: town.now });
  const plain = (whole: string): string[] => whole.trimEnd().split('\n').slice(0, -1).filter((line) => !line.includes('"table":"op"'));
  expect(plain(await restored.export())).toEqual(plain(text));
});

describe('refuses with one plain line and changes nothing', () => {
  const half = (): number => Math.floor(text.length / 2);
  const isEntry = (seq: number) => (line: any): boolean => line.table === 'entry' && line.row.seq === seq;
  const cases: [name: string, content: () => string, says: RegExp, server?: string][] = [
    ['an empty file', () => '', /empty/],
    ['another file', () => '{"some":"json"}\n', /no export/],
    ['no JSON', () => 'hello\n', /damaged|no export/],
    ['a later version', () => text.replace('"version":1', '"version":2'), /version 2/],
    ['a file cut in a line', () => text.slice(0, half()), /cut off/],
    ['a file without its last line', () => text.slice(0, text.lastIndexOf('{"end"')), /cut off/],
    ['a changed letter', () => text.replace('coffee', 'coffie'), /changed after/],
    ['a line less', () => text.split('\n').toSpliced(20, 1).join('\n'), /changed after/],
    ['another server', () => text, /not of 900000000000000002/, '900000000000000002'],
    ['a forged amount', () => forged((lines) => { lines.find(isEntry(2)).row.amount = 100; return lines; }), /refused a row|verify/],
    ['a forged note', () => forged((lines) => { lines.find(isEntry(2)).row.note = 'x'; return lines; }), /does not verify: hash at entry 2/],
    ['an entry less', () => forged((lines) => lines.filter((line) => !isEntry(3)(line))), /refused a row/],
    ['the newest entry less', () => forged((lines) => lines.filter((line) => !isEntry(lines[0].head.seq)(line))), /head|verify/],
    ['a forged balance', () => forged((lines) => { lines.find((line) => line.table === 'account' && line.row.account_id >= 'u').row.balance += 1; return lines; }), /do not lead to/],
    ['a forged copy', () => forged((lines) => { lines.find((line) => line.table === 'lot').row.unused += 1; return lines; }), /do not lead to/],
    ['a hold that no entry opened', () => forged((lines) => lines.toSpliced(1, 0, { table: 'hold', row: { ...lines.find((line) => line.table === 'hold').row, hold_id: 'z' } })), /No entry explains/],
    ['an unknown table', () => forged((lines) => [...lines, { table: 'sqlite_master', row: { name: 'x' } }]), /does not know: sqlite_master/],
    ['an unknown column', () => forged((lines) => [...lines, { table: 'cooldown', row: { 'x" ); DROP TABLE entry; --': 1 } }]), /column that this Coffer does not know/],
    ['a record twice', () => forged((lines) => [...lines, lines.find((line) => line.table === 'task')]), /refused a row/],
  ];

  test.each(cases)('%s', async (_name, content, says, server) => {
    const ledger = new SqliteLedger();
    const before = triggersOf(ledger);
    const failing = restoreFile(fileOf(content()), ledger.sqlite, server === undefined ? {} : { server });
    await expect(failing).rejects.toThrow(RestoreRefused);
    await expect(failing).rejects.toThrow(says);
    await expect(failing.catch((error: Error) => error.message)).resolves.not.toContain('\n');
    for (const { name } of [...DERIVED, ...LEDGER, ...RECORDS, { name: 'entry' }, { name: 'stat' }]) expect(rowsOf(ledger, name), name).toEqual([]);
    expect(triggersOf(ledger)).toEqual(before);
    expect(ledger.sqlite.isTransaction).toBe(false);
  });

  test('a server that is there already', async () => {
    const ledger = new SqliteLedger();
    await restoreFile(fileOf(text), ledger.sqlite);
    await expect(restoreFile(fileOf(text), ledger.sqlite)).rejects.toThrow(/is not empty here/);
    expect(await verifyGuild(databaseOf(ledger), GUILD)).toMatchObject({ ok: true });
  });
});

test('an export whose archive is gone is refused before a byte is sent', async () => {
  const other = await new Town().live();
  for (const key of other.store.files.keys()) if (key.includes('/entries-1-')) other.store.files.delete(key);
  await expect(other.export()).rejects.toThrow('members.refused.archive');
});

test('every table with a guild is exported or left out for a reason', () => {
  const tables = new SqliteLedger().all(`SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table'
    AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'guild') ORDER BY 1`).map((row) => String(row['name']));
  const decided = [...DERIVED, ...LEDGER, ...RECORDS].map(({ name }) => name).concat('entry', Object.keys(LEFT_OUT));
  expect(tables.filter((name) => !decided.includes(name))).toEqual([]);
  expect(decided.filter((name) => !tables.includes(name))).toEqual([]);
});

test('the keys of exported tables are their primary keys', () => {
  const ledger = new SqliteLedger();
  for (const { name, key } of [...DERIVED, ...LEDGER, ...RECORDS]) {
    const columns = ledger.all('SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk', name).map((row) => row['name']);
    expect(columns, name).toEqual(['guild', ...key]);
  }
});

test('npm run restore writes the local database of a stopped Coffer, says so, and refuses the second time', async () => {
  const home = join(folder, 'home');
  const path = databaseFile(join(home, 'state'), '00000000-0000-0000-0000-000000000000');
  mkdirSync(join(path, '..'), { recursive: true });
  const sqlite = new DatabaseSync(path);
  sqlite.exec(MIGRATIONS);
  sqlite.exec('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)');
  for (const name of readdirSync(join(ROOT, 'migrations'))) sqlite.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').run(name);
  sqlite.close();
  const file = fileOf(text);
  const run = (...args: string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'restore.ts'), ...args], { encoding: 'utf8', env: { ...process.env, COFFER_FOLDER: home, PORT: '8099' } });
    return { status, said: stdout + stderr };
  };
  expect(run(file, '--check')).toMatchObject({ status: 0, said: expect.stringContaining(`Checked server ${GUILD}`) });
  expect(run(file)).toMatchObject({ status: 0, said: expect.stringContaining(`Restored server ${GUILD}`) });
  expect(run(file)).toMatchObject({ status: 1, said: expect.stringContaining('is not empty here') });
  expect(run()).toMatchObject({ status: 1, said: expect.stringContaining('Usage') });
  const after = new DatabaseSync(path);
  expect(after.prepare('SELECT binding FROM placement WHERE guild = ?1').get(GUILD)).toEqual({ binding: 'DB' });
  after.close();
});
