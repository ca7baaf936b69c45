import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenBy, brokenTextRules } from '../../scripts/check/text.ts';

const sql = (text: string): string => `export const SQL = \`${text}\`;`;

test.each([
  ['src/features/shop/queries.ts', sql('INSERT OR REPLACE INTO cooldown VALUES (1)')],
  ['src/features/shop/queries.ts', sql('insert or ignore into cooldown values (1)')],
  ['src/ledger/statements.ts', sql('REPLACE INTO account VALUES (1)')],
  ['src/ledger/statements.ts', sql('UPDATE OR REPLACE account SET balance = 1')],
  ['migrations/0009_more.sql', 'INSERT OR IGNORE INTO stat VALUES (1);'],
  ['scripts/seed/history.ts', sql('INSERT\n  OR REPLACE INTO cooldown VALUES (1)')],
  ['src/features/shop/queries.ts', sql('INSERT INTO entry (guild) VALUES (1)')],
  ['src/features/shop/queries.ts', sql('UPDATE account SET balance = 1')],
  ['src/features/shop/queries.ts', sql('DELETE FROM "hold"')],
  ['src/guild/committer.ts', sql('DELETE FROM op WHERE guild = 1')],
  ['src/features/shop/service.ts', 'await db.insert(entry).values([]);'],
  ['src/features/shop/service.ts', 'await db.update(ledger.account).set({});'],
])('%s is refused: %s', (path, text) => {
  expect(brokenBy(path, text)).toHaveLength(1);
});

test.each([
  ['src/ledger/statements.ts', sql('INSERT INTO entry (guild) VALUES (1) ON CONFLICT DO NOTHING')],
  ['migrations/0001_ledger.sql', 'UPDATE account SET balance = 1;'],
  ['src/features/shop/queries.ts', sql('UPDATE account_note SET text = 1')],
  ['src/features/shop/queries.ts', sql('SELECT balance FROM account')],
  ['src/features/shop/service.ts', 'await db.insert(shopItem).values([]);'],
  ['src/features/shop/service.ts', '// INSERT OR REPLACE would go past the guards\nexport const url = "https://a.example";'],
  ['migrations/0009_more.sql', '-- never REPLACE INTO\nSELECT 1;'],
])('%s is allowed: %s', (path, text) => {
  expect(brokenBy(path, text)).toEqual([]);
});

test('a finding names the file and the line', () => {
  expect(brokenBy('src/a/b.ts', '\n/* x\n */\nconst q = "REPLACE INTO t";')).toEqual([expect.stringMatching(/^src\/a\/b\.ts:4: /)]);
});

test('the project itself is clean', () => {
  expect(brokenTextRules(join(import.meta.dirname, '..', '..'))).toEqual([]);
});
