import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { attacksOn, type Attack } from '../ledger/attacks.ts';
import { makeVictim, stateOf } from '../ledger/victim.ts';
import { GUARDS, guardHash } from '../../src/ledger/guards.ts';
import { MIGRATIONS, SqliteLedger } from './database.ts';

const GUILD = '900000000000000001';

interface Site {
  ledger: SqliteLedger;
  database: Database;
  attacks: Attack[];
}

/** A victim in a database with the schema. What stands at the guard in question is for the attacks to find out. */
async function siteOf(schema: string): Promise<Site> {
  const ledger = new SqliteLedger(schema);
  const database: Database = { batch: async (statements) => ledger.batch(statements) };
  return { ledger, database, attacks: attacksOn(GUILD, await makeVictim(database, GUILD)) };
}

/** What an attack comes to: the message of the refusal, or `done`. Whatever it did is undone. */
function attempt({ ledger }: Site, { sql }: Attack): string {
  ledger.sqlite.exec('SAVEPOINT attack');
  try {
    for (const statement of sql) ledger.sqlite.exec(statement);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    ledger.sqlite.exec('ROLLBACK TO attack; RELEASE attack');
  }
}

const GUARD = /SELECT RAISE\(ABORT, '(ledger:\w+)'\)[^;]*;/g;
const guards = [...new Set([...MIGRATIONS.matchAll(GUARD)].map(([, name]) => String(name)))];
const without = (guard: string): string =>
  MIGRATIONS.replaceAll(new RegExp(`SELECT RAISE\\(ABORT, '${guard}'\\)[^;]*;`, 'g'), 'SELECT 1;');

test('every attack is refused by the guard that it names, with and without CHECKs', async () => {
  const site = await siteOf(MIGRATIONS);
  const before = await stateOf(site.database, GUILD);
  for (const ignored of ['OFF', 'ON']) {
    site.ledger.sqlite.exec(`PRAGMA ignore_check_constraints = ${ignored}`);
    for (const attack of site.attacks) expect.soft(attempt(site, attack), attack.name).toContain(attack.guard);
  }
  expect(await stateOf(site.database, GUILD)).toBe(before);
});

test('each guard of the ledger has an attack', async () => {
  const { attacks } = await siteOf(MIGRATIONS);
  // Placements are the Worker's; their attacks are in test/ledger.
  const attacked = new Set(attacks.map(({ guard }) => guard));
  expect(guards.filter((guard) => !attacked.has(guard) && !guard.startsWith('ledger:placement'))).toEqual([]);
});

test.each(guards.filter((guard) => !guard.startsWith('ledger:placement')))('without %s its attacks get further', async (guard) => {
  const site = await siteOf(without(guard));
  const own = site.attacks.filter((attack) => attack.guard === guard);
  expect(own.map((attack) => attempt(site, attack))).not.toContain(guard);
});

/** Tables without a say in what anybody has: what befalls their triggers must not stop a server's coins. */
const BESIDE_VALUE = ['session', 'message', 'announcement', 'embed', 'given_number', 'app_setting', 'presence', 'catalogue', 'member'];

test('the list of guards that verification looks for is that of the migrations', () => {
  const rows = new SqliteLedger().all("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'");
  const guarding = rows.filter(({ tbl_name: table }) => !BESIDE_VALUE.includes(String(table)));
  expect(GUARDS).toEqual(Object.fromEntries(guarding.map(({ name, sql }) => [String(name), guardHash(String(sql))])));
});
