import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCron } from '../../src/app/cron.ts';
import { placeGuild } from '../../src/db/placement.ts';
import { brakeOutbox, inspectOutbox } from '../../src/discord/outbox.stub.ts';
import { deliver, OUTBOX_STATEMENTS, postMessage, type Step } from '../../src/discord/rows.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { Waker } from '../../src/guild/waker.ts';
import type { AlsoRow, Operation } from '../../src/ledger/operation.ts';
import { configure } from '../harness/configure.ts';
import { admin, controls, freshId, guild, person, press, run, type Guild } from '../harness/discord.ts';
import { databaseOf, env, migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits, balanceOf } from '../harness/rows.ts';

beforeAll(migrateAndSend);
afterEach(discord.calm);

const sent = (channel: string): string[] => discord.messages(channel).map(({ content }) => content);
const post = (channel: string, content: string): Step => ({ do: 'post', channel, body: { content } });
const role = (member: string): Step => ({ do: 'role', add: true, member, role: '700000000000000001', reason: 'test' });

function paying(also: AlsoRow[], member = freshId()): Operation {
  const key = `j:test:${freshId()}`;
  return { key, fingerprint: key, kind: 'give', actor: 'system', movements: [{ kind: 'give', from: '@mint', to: `u:${member}`, amount: 5 }], also };
}

const commit = (where: Guild, ops: Operation[]) => guildStub(env, where.id).call('postAll', { ops });

/** A row as a commit has left it, of which nobody told the outbox. */
async function leave(where: Guild, { statement, row }: AlsoRow, at = Date.now()): Promise<void> {
  await placeGuild(env, where.id, Date.now());
  const sql = OUTBOX_STATEMENTS.find(({ name }) => name === statement)?.sql ?? '';
  await (await databaseOf(where.id)).prepare(sql).bind(where.id, JSON.stringify([{ k: `i:${freshId()}`, at, by: 'system', r: row }])).run();
}

const deliveries = async (where: Guild): Promise<{ state: string; attempts: number; error: string }[]> =>
  (await (await databaseOf(where.id)).prepare('SELECT state, attempts, error FROM delivery WHERE guild = ?1').bind(where.id).all<any>()).results;

const arrived = (channel: string, texts: string[]) => vi.waitFor(() => expect(sent(channel).toSorted()).toEqual(texts), { timeout: 30_000 });

test('a guild wakes the outbox with one call at a time, and once more for what came meanwhile; a failed call is left to the cron', async () => {
  const calls: PromiseWithResolvers<void>[] = [];
  const waker = new Waker('1', () => {
    const call = Promise.withResolvers<void>();
    calls.push(call);
    return call.promise;
  });
  for (let time = 0; time < 20; time += 1) waker.wake();
  expect(calls.length).toBe(1);
  calls[0]?.reject(new Error('the outbox is away'));
  await vi.waitFor(() => expect(calls.length).toBe(2));
  calls[1]?.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
  waker.wake();
  expect(calls.length).toBe(3);
});

test('a commit wakes the outbox, which sends each message once', async () => {
  const where = guild();
  await commit(where, Array.from({ length: 5 }, (_, n) => paying([deliver([post(where.channel, `text ${n}`)])])));
  await arrived(where.channel, [0, 1, 2, 3, 4].map((n) => `text ${n}`));
  await vi.waitFor(async () => expect(await deliveries(where)).toEqual([]), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await inspectOutbox(env)).toMatchObject({ active: 0 }), { timeout: 10_000 });
});

test('killed between the commit and the sending: the alarm sends it, once', async () => {
  const where = guild();
  await brakeOutbox(env, 8_000);
  const { guilds } = await inspectOutbox(env);
  await commit(where, [paying([deliver([post(where.channel, 'after all')])])]);
  await vi.waitFor(async () => expect((await inspectOutbox(env)).guilds).toBeGreaterThan(guilds), { timeout: 10_000 });
  await evictDurableObject(env.OUTBOX.get(env.OUTBOX.idFromName('application')));
  await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)));
  expect(sent(where.channel)).toEqual([]);
  await arrived(where.channel, ['after all']);
});

test('the row is there and nobody told the outbox: the crons find it, ten at once send it once', async () => {
  const [where, other] = [guild(), guild()];
  await leave(where, deliver([post(where.channel, 'found')]));
  await leave(where, deliver([post(where.channel, 'not yet')], 'later', Date.now() + 3_600_000));
  await leave(other, postMessage('nothing_known', 1, other.channel));
  await Promise.all(Array.from({ length: 10 }, () => runCron('* * * * *', Date.now(), env)));
  await arrived(where.channel, ['found']);
  await runCron('*/10 * * * *', Date.now(), env);
  const card = async () => (await databaseOf(other.id)).prepare('SELECT state, error FROM message WHERE guild = ?1').bind(other.id).first();
  await vi.waitFor(async () => expect(await card()).toEqual({ state: 'failed', error: 'outbox.no_mirror' }), { timeout: 30_000 });
  expect(sent(where.channel)).toEqual(['found']);
});

test('money that was paid stays paid whatever becomes of the role', async () => {
  const [where, member] = [guild(), freshId()];
  discord.trouble(new RegExp(`members/${member}/roles`), { status: 403, body: { code: 50_013, message: 'Missing Permissions' } }, 9);
  await commit(where, [paying([deliver([role(member)])], member)]);
  await vi.waitFor(async () => expect(await deliveries(where)).toMatchObject([{ state: 'pending', attempts: 1 }]), { timeout: 30_000 });
  await (await databaseOf(where.id)).prepare('UPDATE delivery SET attempts = 3, due = 0 WHERE guild = ?1').bind(where.id).run();
  await runCron('* * * * *', Date.now(), env);
  await vi.waitFor(async () => expect(await deliveries(where)).toMatchObject([{ state: 'dead', error: 'Missing Permissions (50013)' }]), { timeout: 30_000 });
  expect(await balanceOf(where.id, member)).toBe(5);
});

describe('/config sync', () => {
  test('shows what is stuck and why, and tries it again', async () => {
    const [where, boss, member, closed] = [guild(), admin(), freshId(), freshId()];
    await configure(where, {});
    discord.trouble(new RegExp(`members/${member}/roles`), { status: 400, body: { code: 50_035, message: 'Invalid Form Body' } }, 4);
    discord.trouble(new RegExp(`^POST /channels/${closed}/`), { status: 403, body: { code: 50_001, message: 'Missing Access' } });
    await commit(where, [paying([deliver([role(member)], 'a'), deliver([post(closed, 'hello')], 'b'), postMessage('nothing_known', 7, where.channel)])]);
    await vi.waitFor(async () => expect((await deliveries(where)).length).toBe(2), { timeout: 30_000 });
    await (await databaseOf(where.id)).prepare("UPDATE delivery SET attempts = 3, due = 0 WHERE guild = ?1 AND state = 'pending'").bind(where.id).run();
    await runCron('* * * * *', Date.now(), env);
    await vi.waitFor(async () => expect((await deliveries(where)).map(({ state }) => state)).toEqual(['dead', 'dead']), { timeout: 30_000 });

    const shown = await run(boss, where, '/config sync');
    expect(shown.private).toBe(true);
    for (const part of [`<#${closed}> · 50001`, 'nothing\\_known 7', 'not known any more', `for <@${member}> · Invalid Form Body`, 'I may not write', 'given up: **2**', 'failed: **1**']) {
      expect(shown.text).toContain(part);
    }
    discord.calm();
    const retry = controls(shown).find(({ label }) => label === 'Retry all');
    expect(retry?.disabled).toBe(false);
    const answer = await press(boss, where, retry?.id ?? '');
    expect(answer.text).toContain('Cards: **1** · roles and messages: **2** · channels switched on again: **1**');
    await arrived(closed, ['hello']);
    await vi.waitFor(async () => expect(await deliveries(where)).toEqual([]), { timeout: 30_000 });
    expect(await audits(where.id)).toMatchObject([{ actor: boss.id, action: 'config.sync', target: 'outbox', after: '{"cards":1,"deliveries":2,"channels":1}' }]);
    const refreshed = await press(boss, where, controls(answer).find(({ label }) => label === 'Refresh')?.id ?? '');
    expect(refreshed.text).toContain('given up: **0**');
  });

  test('says that nothing is stuck, in German too, and is for admins alone', async () => {
    const where = guild();
    const shown = await run(admin(), where, '/config sync');
    expect(shown.text).toContain('Nothing is stuck.');
    const retry = controls(shown)[0];
    expect(retry?.disabled).toBe(true);
    expect((await press(admin(), where, retry?.id ?? '')).text).toContain('nothing to retry');
    expect((await run({ ...admin(), locale: 'de' }, where, '/config sync')).text).toContain('Nichts hängt fest.');
    expect((await run(person('mika'), where, '/config sync')).text).toContain('Only admins');
  });
});
