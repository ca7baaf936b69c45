import { beforeAll, expect, test } from 'vitest';
import { d1Database, type Database } from '../../src/db/database.ts';
import { failureOf } from '../../src/db/failure.ts';
import { entryHash, type EntryRow } from '../../src/ledger/hash.ts';
import { verifyGuild } from '../../src/ledger/verify.ts';
import { env, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';
import { attacksOn } from './attacks.ts';
import { committerOf, makeVictim, operation, stateOf } from './victim.ts';

let database: Database;
beforeAll(async () => {
  await migrate();
  database = d1Database(env.DB);
});

let guilds = 900_000_000_000_000_000;
const freshGuild = (): string => String((guilds += 1_000));

/** The message of the refusal, or `done`. */
async function attempt(...sql: string[]): Promise<string> {
  return env.DB.batch(sql.map((statement) => env.DB.prepare(statement))).then(() => 'done', (error: unknown) => String(error));
}

const problemsOf = async (guild: string): Promise<string[]> => [...new Set((await verifyGuild(database, guild)).problems.map(({ name }) => name))].sort();

test('every attack is refused by the guard that it names and changes nothing, with CHECKs and without', async () => {
  const guild = freshGuild();
  const attacks = attacksOn(guild, await makeVictim(database, guild));
  const before = await stateOf(database, guild);
  for (const ignored of ['OFF', 'ON']) {
    await env.DB.prepare(`PRAGMA ignore_check_constraints = ${ignored}`).run();
    for (const { name, sql, guard } of attacks) expect.soft(await attempt(...sql), `${name}, checks ignored: ${ignored}`).toContain(guard);
    expect(await stateOf(database, guild)).toBe(before);
  }
  await env.DB.prepare('PRAGMA ignore_check_constraints = OFF').run();
  expect(await problemsOf(guild)).toEqual([]);
});

test('the ledger reads the name of the guard out of the error of the database', async () => {
  const guild = freshGuild();
  for (const { name, sql, guard } of attacksOn(guild, await makeVictim(database, guild))) {
    const error = await env.DB.batch(sql.map((statement) => env.DB.prepare(statement))).catch((caught: unknown) => caught);
    const expected = guard.startsWith('ledger:') ? guard : 'check:constraint';
    expect.soft(failureOf(error), name).toEqual({ kind: 'guard', name: expected });
  }
});

test('an object with an old cache can neither pay nor refuse by it', async () => {
  const guild = freshGuild();
  const [old, current] = [committerOf(database, guild), committerOf(database, guild)];
  const pay = (key: string, from: string, to: string) => operation(key, { movements: [{ kind: 'pay', from, to, amount: 5 }] });
  expect(await old.submit(pay('a', 'u:1', 'u:2'))).toMatchObject({ status: 'refused', refusal: { text: 'errors.funds' } });
  expect(await current.submit(pay('b', '@mint', 'u:1'))).toMatchObject({ status: 'done' });
  expect(await old.submit(pay('c', 'u:1', 'u:2'))).toMatchObject({ status: 'done' });
  expect(await current.submit(pay('d', 'u:1', 'u:2'))).toMatchObject({ status: 'refused', refusal: { params: { balance: 0 } } });
  expect(await current.submit(pay('e', 'u:1', 'u:2'))).toMatchObject({ status: 'refused', replayed: false });
});

test('a guild cannot be placed again', async () => {
  await env.DB.prepare("INSERT INTO placement VALUES ('77', 'DB', 1)").run();
  expect(await attempt("INSERT OR REPLACE INTO placement VALUES ('77', 'DB_1', 1)")).toContain('ledger:placement_exists');
  expect(await attempt("UPDATE placement SET binding = 'DB_1' WHERE guild = '77'")).toContain('ledger:placement_immutable');
  expect(await attempt("DELETE FROM placement WHERE guild = '77'")).toContain('ledger:placement_immutable');
});

/** An entry that the guards let through, with its operation: all is right but what `changes` says. */
async function forge(guild: string, head: EntryRow, changes: Partial<EntryRow>, declared = 1): Promise<string> {
  const forged = {
    ...head, seq: head.seq + 1, op_key: 'forged', kind: 'pay', asset: 'coin', from_account: 'u:1', to_account: 'u:2', amount: 10,
    from_before: 50, from_after: 40, to_before: 30, to_after: 40, once_key: null, prev_hash: head.hash,
  };
  const row: EntryRow = { ...forged, hash: entryHash(forged), ...changes };
  const op = env.DB.prepare("INSERT INTO op VALUES (?1, 'forged', 'f', 'pay', 'done', ?2, '{}', '9', ?3)").bind(guild, declared, head.at);
  const columns = Object.keys(row);
  const entry = env.DB.prepare(`INSERT INTO entry (${columns.join(', ')}) VALUES (${columns.map((_, index) => `?${index + 1}`).join(', ')})`);
  return env.DB.batch([op, entry.bind(...Object.values(row))]).then(() => 'done', (error: unknown) => String(error));
}

test('what a database cannot tell from the truth, verification finds: a hash of nothing, a cause that declares more', async () => {
  const hashless = freshGuild();
  expect(await forge(hashless, await makeVictim(database, hashless), { hash: 'f'.repeat(64) })).toBe('done');
  expect(await problemsOf(hashless)).toEqual(['hash']);
  const miscounted = freshGuild();
  expect(await forge(miscounted, await makeVictim(database, miscounted), {}, 2)).toBe('done');
  expect(await problemsOf(miscounted)).toEqual(['cause']);
});

test('an entry forged to the letter is a movement like any other: only its author tells, and the head shows that it came', async () => {
  const guild = freshGuild();
  const head = await makeVictim(database, guild);
  expect(await forge(guild, head, {})).toBe('done');
  const report = await verifyGuild(database, guild);
  expect(report).toMatchObject({ ok: true, seq: head.seq + 1 });
  expect(report.hash).not.toBe(head.hash);
});

test.each([
  ['account_update', "UPDATE account SET balance = 999 WHERE guild = $ AND account_id = 'u:1' AND asset = 'coin'", ['account']],
  ['account_delete', "DELETE FROM account WHERE guild = $ AND account_id = 'u:2'", ['account']],
  ['account_insert', "INSERT INTO account VALUES ($, 'u:66', 'coin', 5, 5, 0, 1)", ['account']],
  ['entry_update', 'UPDATE entry SET amount = 31, from_after = 69, to_after = 31 WHERE guild = $ AND seq = 2', ['account', 'before', 'hash']],
  ['entry_update', "UPDATE entry SET note = 'a gift' WHERE guild = $ AND seq = 2", ['hash']],
  ['entry_delete', 'DELETE FROM entry WHERE guild = $ AND seq = 3', ['account', 'chain', 'gap', 'hold']],
  ['hold_update', 'UPDATE hold SET held = 1 WHERE guild = $', ['hold']],
  ['hold_delete', 'DELETE FROM hold WHERE guild = $', ['hold']],
])('with %s dropped for a moment, "%s" is found afterwards', async (trigger, sql, found) => {
  const guild = freshGuild();
  await makeVictim(database, guild);
  await withoutGuard(env.DB, trigger, async () => {
    expect(await attempt(sql.replace('$', `'${guild}'`))).toBe('done');
    expect(await problemsOf(guild)).toContain('guard');
  });
  expect(await problemsOf(guild)).toEqual(expect.arrayContaining(found));
  expect(await problemsOf(guild)).not.toContain('guard');
});

test('a trigger of the same name without its guard counts as a lost guard', async () => {
  const guild = freshGuild();
  await makeVictim(database, guild);
  await withoutGuard(env.DB, 'account_update', async () => {
    await env.DB.prepare('CREATE TRIGGER account_update BEFORE UPDATE ON account\nBEGIN\n  SELECT 1;\nEND').run();
    expect(await problemsOf(guild)).toEqual(['guard']);
  });
});
