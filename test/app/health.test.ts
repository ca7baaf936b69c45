import { beforeAll, expect, test } from 'vitest';
import { fetchWorker, guild, person, run } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';

beforeAll(migrate);

const get = (path: string): Promise<Response> => fetchWorker(new Request(`http://coffer.test${path}`));

test('/health tells of every database, the objects and the version', async () => {
  const response = await get('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'ok', version: expect.any(String), databases: { DB: { ok: true }, DB_1: { ok: true } }, objects: { ok: true },
  });
});

test('/health is 503 and names the database that has lost its tables', async () => {
  await env.DB_1.prepare('ALTER TABLE op RENAME TO op_away').run();
  const response = await get('/health');
  await env.DB_1.prepare('ALTER TABLE op_away RENAME TO op').run();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 'degraded', databases: { DB: { ok: true }, DB_1: { ok: false } } });
});

test('/stats counts guilds and the movements of today', async () => {
  const before: any = await (await get('/stats')).json();
  const where = guild();
  await run(person('mika'), where, '/daily');
  const after: any = await (await get('/stats')).json();
  expect(after.guilds).toBe(before.guilds + 1);
  expect(after.movementsToday).toBe(before.movementsToday + 1);
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
