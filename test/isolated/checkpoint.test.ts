import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { runCron } from '../../src/app/cron.ts';
import { d1Database } from '../../src/db/database.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { memberAccount, MINT } from '../../src/ledger/accounts.ts';
import { archive, takeCheckpoint, verifySince } from '../../src/ledger/checkpoint.ts';
import { openHold } from '../../src/ledger/holds.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { freshId, guild, person, run } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';

beforeAll(migrate);

const operation = (rest: Partial<Operation>): Operation => {
  const key = `j:test:${freshId()}`;
  return { key, fingerprint: key, kind: 'test', actor: 'system', ...rest };
};
const mint = (to: string, amount: number): Operation => operation({ movements: [{ kind: 'admin_give', from: MINT, to, amount }] });

async function ledgerOf(movements: number): Promise<{ id: string; database: ReturnType<typeof d1Database>; d1: D1Database; account: string }> {
  const { id } = guild();
  const account = memberAccount(freshId());
  const ops = Array.from({ length: movements }, () => mint(account, 10));
  await guildStub(env, id).call('postAll', { ops });
  const d1 = await databaseOf(id);
  return { id, d1, database: d1Database(d1), account };
}

test('a checkpoint is taken once for a head, publishes its hash in a file, and the next verification starts from it', async () => {
  const { id, database, d1 } = await ledgerOf(30);
  const first = await takeCheckpoint(database, env.FILES, id, Date.now());
  expect(first).toMatchObject({ ok: true, entries: 30, seq: 30 });
  const file: any = await (await env.FILES.get(`ledger/${id}/checkpoint-30.json`))?.json();
  const head = await d1.prepare('SELECT hash FROM entry WHERE guild = ?1 AND seq = 30').bind(id).first('hash');
  expect(file).toMatchObject({ guild: id, seq: 30, hash: head });
  await takeCheckpoint(database, env.FILES, id, Date.now());
  expect(await d1.prepare('SELECT COUNT(*) AS n FROM checkpoint WHERE guild = ?1').bind(id).first('n')).toBe(1);
  await guildStub(env, id).call('postAll', { ops: [mint(memberAccount(freshId()), 5)] });
  expect(await verifySince(database, env.FILES, id)).toMatchObject({ ok: true, entries: 1, seq: 31 });
  expect(await verifySince(database, env.FILES, id, true)).toMatchObject({ ok: true, entries: 31 });
});

test('an archive carries old entries to files, keeps the newest, and the ledger goes on and verifies', async () => {
  const { id, database, d1, account } = await ledgerOf(40);
  const report = await archive(database, env.FILES, id, Date.now() + 1_000, Date.now());
  expect(report).toMatchObject({ archived: 39, verified: { ok: true } });
  const files = await env.FILES.list({ prefix: `ledger/${id}/entries-` });
  const lines = (await (await env.FILES.get(files.objects[0]?.key ?? ''))?.text())?.split('\n') ?? [];
  expect(lines).toHaveLength(39);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ seq: 1, amount: 10 });
  expect(await d1.prepare('SELECT COUNT(*) AS n FROM entry WHERE guild = ?1').bind(id).first('n')).toBe(1);
  await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(id)));
  await guildStub(env, id).call('postAll', { ops: [mint(account, 1)] });
  expect(await verifySince(database, env.FILES, id, true)).toMatchObject({ ok: true, seq: 41 });
  expect(await archive(database, env.FILES, id, Date.now() + 1_000, Date.now())).toMatchObject({ verified: { ok: true } });
});

test('keys younger than 90 days stay through an archive', async () => {
  const { id, database, d1 } = await ledgerOf(3);
  expect(await archive(database, env.FILES, id, Date.now() + 1_000, Date.now())).toMatchObject({ keysDropped: 0 });
  expect(await d1.prepare('SELECT COUNT(*) AS n FROM op WHERE guild = ?1').bind(id).first('n')).toBe(3);
});

test('entries that no checkpoint has carried away cannot be deleted, and an altered file is found', async () => {
  const { id, database, d1 } = await ledgerOf(5);
  await expect(d1.prepare('DELETE FROM entry WHERE guild = ?1 AND seq < 3').bind(id).run()).rejects.toThrow('entry_immutable');
  await archive(database, env.FILES, id, Date.now() + 1_000, Date.now());
  const key = `ledger/${id}/checkpoint-5.json`;
  const text = (await (await env.FILES.get(key))?.text()) ?? '';
  await env.FILES.put(key, text.replace('50', '60'));
  const report = await verifySince(database, env.FILES, id);
  expect(report.ok).toBe(false);
  expect(report.problems.map(({ name }) => name)).toContain('checkpoint');
});

test('the nightly run takes checkpoints, and freezes a guild whose ledger was tampered with', async () => {
  const sound = await ledgerOf(4);
  const broken = await ledgerOf(4);
  await withoutGuard(broken.d1, 'account_update', () =>
    broken.d1.prepare('UPDATE account SET balance = balance + 1000 WHERE guild = ?1 AND account_id = ?2').bind(broken.id, broken.account).run());
  const night = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 3.5 * 3_600_000;
  await runCron('*/10 * * * *', night, env);
  const frozen = await broken.d1.prepare('SELECT reason FROM freeze WHERE guild = ?1').bind(broken.id).first<string>('reason');
  expect(frozen).toContain('account');
  if (sound.d1 !== broken.d1) expect(await sound.d1.prepare('SELECT COUNT(*) AS n FROM checkpoint WHERE guild = ?1').bind(sound.id).first('n')).toBe(1);
  const refused = await run(person('mika'), { id: broken.id, channel: freshId() }, '/daily');
  expect(refused.text).toContain('frozen');
});

test('holds that are due go back to their owner by the minute cron, once however often it fires', async () => {
  const { id, d1, account } = await ledgerOf(1);
  const hold = openHold({ id: 'h1', owner: account, amount: 4, purpose: 'test', expiresAt: Date.now() - 1 });
  const stays = openHold({ id: 'h2', owner: account, amount: 3, purpose: 'test', expiresAt: Date.now() + 60_000 });
  await guildStub(env, id).call('postAll', { ops: [operation(hold), operation(stays)] });
  await Promise.all(Array.from({ length: 10 }, () => runCron('* * * * *', Date.now(), env)));
  const { results } = await d1.prepare('SELECT hold_id, held, state FROM hold WHERE guild = ?1 ORDER BY hold_id').bind(id).all();
  expect(results).toEqual([{ hold_id: 'h1', held: 0, state: 'expired' }, { hold_id: 'h2', held: 3, state: 'open' }]);
  expect(await d1.prepare('SELECT balance FROM account WHERE guild = ?1 AND account_id = ?2').bind(id, account).first('balance')).toBe(7);
});
