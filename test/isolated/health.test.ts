import { beforeAll, expect, test, vi } from 'vitest';
import { brakeOutbox, inspectOutbox } from '../../src/discord/outbox.stub.ts';
import { DiscordRest } from '../../src/discord/rest.ts';
import { readBacklog } from '../../src/features/operations/health/backlog.ts';
import { discordStatus } from '../../src/features/operations/health/discord.ts';
import { background, health } from '../../src/features/operations/health/health.ts';
import { stats } from '../../src/features/operations/health/stats.ts';
import { fetchWorker, freshId, guild, person, run } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { rowsOf } from '../harness/meter.ts';

beforeAll(migrate);

const get = (path: string): Promise<Response> => fetchWorker(new Request(`http://coffer.test${path}`));
/** What is told goes by the millisecond: of two answers in the same one nobody knows the last. */
const laterMoment = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 2); });
const status = () => discordStatus(env, Date.now());

test('the last interaction is told by whichever isolate saw it, and costs no row for each', async () => {
  const where = guild();
  for (let n = 0; n < 5; n += 1) await run(person('mika'), where, '/ping');
  const saved = await vi.waitFor(async () => {
    const at = await env.DB.prepare("SELECT at FROM pulse WHERE name = 'interaction'").first<number>('at');
    if (at === null) throw new Error('not written yet');
    return at;
  }, { timeout: 20_000 });
  const before = (await status()).last_interaction;
  await run(person('mika'), where, '/ping');
  // Within the minute the database keeps what it has; this isolate knows better.
  expect(await env.DB.prepare("SELECT at FROM pulse WHERE name = 'interaction'").first('at')).toBe(saved);
  expect(Date.parse((await status()).last_interaction ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
});

test('/health tells of every database, the objects, the version, the outbox and errors', async () => {
  const response = await get('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'ok', version: expect.any(String), databases: { DB: { ok: true }, DB_1: { ok: true } }, objects: { ok: true },
    discord: { last_interaction: expect.any(String) }, outbox: { waiting: expect.any(Number), dead: 0 }, errors: { hour: expect.any(Number), day: expect.any(Number) },
  });
});

test('/health is 503 and names the database that has lost its tables', async () => {
  await env.DB_1.prepare('ALTER TABLE op RENAME TO op_away').run();
  const response = await get('/health');
  await env.DB_1.prepare('ALTER TABLE op_away RENAME TO op').run();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 'degraded', databases: { DB: { ok: true }, DB_1: { ok: false } } });
});

test('/health answers where what it tells besides cannot be read', async () => {
  await env.DB.prepare('ALTER TABLE pulse RENAME TO pulse_away').run();
  const report = await health(env, background(env, Date.now()));
  await env.DB.prepare('ALTER TABLE pulse_away RENAME TO pulse').run();
  expect(report).toMatchObject({ status: 'ok', discord: null, warnings: [expect.stringContaining('cannot be read')] });
});

test('/discord-status answers everybody with the way to Discord and back, and names no secret', async () => {
  const response = await get('/discord-status');
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    transport: 'webhooks', last_interaction: expect.any(String), rate_limit: { closed_until: expect.any(String), invalid_calls_10m: 0 },
    outbox: { waiting: expect.any(Number), dead: 0, failed: 0 }, presence: { shown: false },
  });
  for (const secret of [env.DISCORD_TOKEN, env.JWT_SECRET_KEY ?? '', env.ADMIN_PASSWORD ?? '']) expect(text).not.toContain(secret);
});

test('the state of the connection follows what Discord answers', async () => {
  const rest = new DiscordRest(env);
  discord.trouble(/^GET \/guilds\//, { status: 200, body: {} });
  await rest.guild(freshId());
  await brakeOutbox(env, 0);
  expect(await status()).toMatchObject({ status: 'ok', last_success: expect.any(String), rate_limit: { closed_until: null } });
  // Refused for a reason of the call's own: that says nothing of the connection.
  await expect(rest.guild(freshId())).rejects.toThrow('404');
  expect(await status()).toMatchObject({ status: 'ok' });
  await laterMoment();
  discord.trouble(/^GET \/guilds\//, { status: 502 });
  await expect(rest.guild(freshId())).rejects.toThrow('502');
  expect(await status()).toMatchObject({ status: 'failing', last_failure: { what: '502' } });
  await laterMoment();
  discord.trouble(/^GET \/guilds\//, 'network');
  await expect(rest.guild(freshId())).rejects.toThrow('cut');
  expect(await status()).toMatchObject({ status: 'failing', last_failure: { what: 'no answer' } });
  await brakeOutbox(env, 3_600_000);
  expect(await status()).toMatchObject({ status: 'limited' });
  expect((await inspectOutbox(env)).invalid).toBe(0);
});

test('the backlog counts what is due, what was given up, and how old the oldest is', async () => {
  const now = Date.now();
  const before = await readBacklog(env, now);
  const id = freshId();
  const message = env.DB_1.prepare(`INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at)
    VALUES (?1, 'item', ?2, '1', 1, 0, ?3, 0, 0, ?4, '', ?4)`);
  const delivery = env.DB.prepare(`INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at) VALUES (?1, ?2, '[]', 0, ?3, 0, ?4, '', ?4)`);
  await env.DB_1.batch([message.bind(id, '1', 'pending_sync', now - 2_000_000), message.bind(id, '2', 'pending_sync', now + 60_000), message.bind(id, '3', 'failed', now)]);
  await env.DB.batch([delivery.bind(id, 'a', 'pending', now - 5_000), delivery.bind(id, 'b', 'dead', now), delivery.bind(id, 'c', 'pending', now + 60_000)]);
  expect(await readBacklog(env, now)).toEqual({ waiting: before.waiting + 2, oldestDue: now - 2_000_000, dead: before.dead + 1, failed: before.failed + 1 });
  const { warnings } = await health(env, background(env, Date.now()));
  expect(warnings.join('\n')).toMatch(/waits for 20\d\d s[\s\S]*2 messages to Discord were given up/);
  await env.DB.prepare('DELETE FROM delivery WHERE guild = ?1').bind(id).run();
  await env.DB_1.prepare('DELETE FROM message WHERE guild = ?1').bind(id).run();
});

test('/stats counts guilds and the movements of today, and reads no older day', async () => {
  expect((await get('/stats')).status).toBe(200);
  const before = await stats(env, Date.now());
  const where = guild();
  await run(person('mika'), where, '/daily');
  expect(await stats(env, Date.now())).toMatchObject({ guilds: before.guilds + 1, movementsToday: before.movementsToday + 1 });
  const days = JSON.stringify(Array.from({ length: 3_000 }, (_, day) => day));
  for (const database of [env.DB, env.DB_1]) {
    await database.prepare("INSERT INTO stat (guild, day, asset, kind, count, amount) SELECT ?1, value, 'coin', 'old', 1, 1 FROM json_each(?2)").bind(where.id, days).run();
  }
  expect((await rowsOf(() => stats(env, Date.now()))).read).toBeLessThan(500);
});

test('guilds are spread over the databases, and one stays where it was placed', async () => {
  const guilds = Array.from({ length: 12 }, guild);
  await Promise.all(guilds.map((where) => run(person('mika'), where, '/daily')));
  const { results } = await env.DB.prepare('SELECT guild, binding FROM placement').all<{ guild: string; binding: string }>();
  const placed = guilds.map(({ id }) => results.find((row) => row.guild === id)?.binding);
  expect(new Set(placed)).toEqual(new Set(['DB', 'DB_1']));
  for (const [index, { id }] of guilds.entries()) {
    const [home, other] = placed[index] === 'DB' ? [env.DB, env.DB_1] : [env.DB_1, env.DB];
    expect(await home.prepare('SELECT COUNT(*) AS n FROM entry WHERE guild = ?1').bind(id).first('n')).toBe(1);
    expect(await other.prepare('SELECT COUNT(*) AS n FROM entry WHERE guild = ?1').bind(id).first('n')).toBe(0);
    await expect(env.DB.prepare("UPDATE placement SET binding = 'DB' WHERE guild = ?1").bind(id).run()).rejects.toThrow('placement_immutable');
  }
});
