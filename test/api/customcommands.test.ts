import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { registerCommand, unregisterCommand } from '../../src/discord/rows.ts';
import { api, call, OPERATOR } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { admin, controls, freshId, guild, person, press, run } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { Stage } from '../harness/outbox.ts';
import { audits } from '../harness/rows.ts';
import { rowsOfGuild } from '../harness/shop.ts';

beforeAll(migrate);
afterEach(discord.calm);

async function served(): Promise<{ where: ReturnType<typeof guild>; server_id: string }> {
  const where = guild();
  await configure(where, {});
  return { where, server_id: where.id };
}

describe('the routes', () => {
  test('POST makes and changes, GET lists, DELETE removes; each once and with an audit row', async () => {
    const { where, server_id } = await served();
    const body = { server_id, name: 'Rules', response: 'Be kind, {user}', cost: 5, description: 'The rules', private: true };
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.post('/api/commands', body, { 'idempotency-key': 'k1' })));
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 201, body: { name: 'rules', cost: 5, private: true, uses: 0, version: 1, last_used_at: null, sync: { state: 'pending', command_id: null, error: null } },
      });
      expect(answer.headers.get('etag')).toBe('"1"');
      expect(answer.body).toEqual(answers[0]?.body);
    }
    expect(await api.post('/api/commands', { ...body, cost: 6 }, { 'idempotency-key': 'k1' })).toMatchObject({ status: 422 });
    // What is left out stays.
    expect(await api.post('/api/commands', { server_id, name: 'rules', response: 'Be nice' })).toMatchObject({ status: 200, body: { cost: 5, private: true, description: 'The rules', version: 2 } });
    expect(await api.get(`/api/commands?server_id=${server_id}`)).toMatchObject({ status: 200, body: { data: [{ name: 'rules', response: 'Be nice' }], total: 1, next_cursor: null } });
    expect(await api.delete(`/api/commands/rules?server_id=${server_id}`, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    for (let n = 0; n < 2; n += 1) {
      expect(await api.delete(`/api/commands/rules?server_id=${server_id}`, { 'if-match': '"2"', 'idempotency-key': 'd' })).toMatchObject({ status: 200, body: { name: 'rules', removed: true, uses: 0 } });
    }
    expect(await api.delete(`/api/commands?server_id=${server_id}&name=rules`)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    await api.post('/api/commands', { server_id, name: 'für-alle', response: 'x' });
    expect(await api.delete(`/api/commands/${encodeURIComponent('für-alle')}?server_id=${server_id}`)).toMatchObject({ status: 200 });
    await api.post('/api/commands', { server_id, name: 'again', response: 'x' });
    expect(await api.delete(`/api/commands?server_id=${server_id}&name=again`)).toMatchObject({ status: 200 });
    expect((await audits(where.id)).map(({ actor, action, source }) => [actor, action, source]).slice(0, 3)).toEqual([
      ['operator', 'cc.save', 'api:POST /api/commands'], ['operator', 'cc.save', 'api:POST /api/commands'], ['operator', 'cc.remove', 'api:DELETE /api/commands/:name'],
    ]);
  });

  test('what does not fit is named', async () => {
    const { server_id } = await served();
    const good = { server_id, name: 'a', response: 'b' };
    for (const [body, field] of [
      [{ ...good, name: '' }, 'name'], [{ ...good, response: '' }, 'response'], [{ ...good, response: 'x'.repeat(2_001) }, 'response'],
      [{ ...good, cost: -1 }, 'cost'], [{ ...good, cost: 1.5 }, 'cost'], [{ ...good, description: 'x'.repeat(101) }, 'description'],
      [{ ...good, description: 'two\nlines' }, 'description'], [{ ...good, private: 'yes' }, 'private'], [{ ...good, server_id: '1' }, 'server_id'],
    ] as const) expect(await api.post('/api/commands', body), field).toMatchObject({ status: 400, body: { error: { fields: [{ path: field }] } } });
    for (const [body, status] of [[{ ...good, name: 'two words' }, 400], [{ ...good, name: 'balance' }, 409], [{ ...good, response: '{nobody}' }, 400]] as const) {
      expect(await api.post('/api/commands', body)).toMatchObject({ status });
    }
    expect(await api.get('/api/commands')).toMatchObject({ status: 400 });
    expect(await api.get(`/api/commands?server_id=${server_id}&cursor=nonsense`)).toMatchObject({ status: 400 });
    expect(await api.get(`/api/commands?server_id=${freshId()}`)).toMatchObject({ status: 404 });
    expect(await call(null, 'POST', '/api/commands', good)).toMatchObject({ status: 401 });
    expect(await call({ ...OPERATOR, kind: 'discord', id: freshId() }, 'POST', '/api/commands', good)).toMatchObject({ status: expect.toSatisfy((status: number) => status === 404 || status === 503) });
    expect((await api.get(`/api/commands?server_id=${server_id}`)).body.data).toEqual([]);
  });

  test('a list is paged by number and by cursor', async () => {
    const { server_id } = await served();
    for (const name of ['d', 'b', 'a', 'c']) await api.post('/api/commands', { server_id, name, response: 'x' });
    const names = async (query: string): Promise<unknown> => {
      const { body } = await api.get(`/api/commands?server_id=${server_id}&per_page=2${query}`);
      return [body.data.map(({ name }: { name: string }) => name), body.next_cursor !== null, body.total];
    };
    const first = await api.get(`/api/commands?server_id=${server_id}&per_page=2`);
    expect(await names('')).toEqual([['a', 'b'], true, 4]);
    expect(await names('&page=2')).toEqual([['c', 'd'], false, 4]);
    expect(await names(`&cursor=${first.body.next_cursor}`)).toEqual([['c', 'd'], false, 4]);
  });

  test('two changes of one version: the second is made on the first\'s', async () => {
    const { where, server_id } = await served();
    await api.post('/api/commands', { server_id, name: 'a', response: 'x' });
    await Promise.all(Array.from({ length: 4 }, (_, n) => api.post('/api/commands', { server_id, name: 'a', response: `x${n}` })));
    expect(await rowsOfGuild(where, 'SELECT version FROM custom_command WHERE guild = ?1')).toEqual([{ version: 5 }]);
    const stale = await Promise.all(Array.from({ length: 4 }, (_, n) => api.post('/api/commands', { server_id, name: 'a', response: `y${n}` }, { 'if-match': '"5"' })));
    expect(stale.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('at Discord', () => {
  interface Shown { name: string; command_id: string | null; state: string; wanted: number; shown: number; error: string }
  const rows = (stage: Stage): Promise<Shown[]> => env.DB.prepare('SELECT * FROM guild_command WHERE guild = ?1').bind(stage.guild).all<Shown>().then(({ results }) => results);
  const wanted = async (stage: Stage, name: string, description: string): Promise<void> => {
    for (const row of registerCommand(name, { description, options: [] })) await stage.write(row);
  };
  const gone = async (stage: Stage, name: string): Promise<void> => {
    for (const row of unregisterCommand(name)) await stage.write(row);
  };
  const sent = (stage: Stage, method: string) => discord.calls(new RegExp(`^${method} /applications/\\d+/guilds/${stage.guild}/commands`));
  const path = (stage: Stage, method: string): RegExp => new RegExp(`^${method} /applications/\\d+/guilds/${stage.guild}/commands`);

  test('a command is registered, changed and taken away; of several changes the latest is sent', async () => {
    const stage = new Stage();
    await wanted(stage, 'rules', 'one');
    await wanted(stage, 'rules', 'two');
    await stage.send();
    expect(discord.commands(stage.guild)).toMatchObject([{ name: 'rules', description: 'two', type: 1 }]);
    expect(sent(stage, 'POST')).toHaveLength(1);
    const [row] = await rows(stage);
    expect(row).toMatchObject({ state: 'synced', wanted: 2, shown: 2, command_id: discord.commands(stage.guild)[0]?.id, error: '' });
    await wanted(stage, 'rules', 'three');
    await stage.send();
    expect(discord.commands(stage.guild)).toMatchObject([{ id: row?.command_id, description: 'three' }]);
    await gone(stage, 'rules');
    await stage.send();
    expect([discord.commands(stage.guild), await rows(stage), await stage.deliveries()]).toEqual([[], [], []]);
  });

  test('a lost answer makes no second command, and the removal finds the one that nobody knew', async () => {
    const stage = new Stage();
    discord.trouble(path(stage, 'POST'), 'lost', 99);
    await wanted(stage, 'rules', 'one');
    await stage.send();
    expect([discord.commands(stage.guild).length, (await rows(stage))[0]?.command_id]).toEqual([1, null]);
    await gone(stage, 'rules');
    await stage.send();
    await stage.pass(60 * 60_000);
    expect([discord.commands(stage.guild), await rows(stage), await stage.deliveries()]).toEqual([[], [], []]);
  });

  test('what was removed by hand is gone; what comes back during the removal is registered anew', async () => {
    const stage = new Stage();
    await wanted(stage, 'rules', 'one');
    await stage.send();
    discord.trouble(path(stage, 'DELETE'), () => wanted(stage, 'rules', 'back'));
    await gone(stage, 'rules');
    await stage.send();
    await stage.pass(60_000);
    expect(discord.commands(stage.guild)).toMatchObject([{ description: 'back' }]);
    expect(await rows(stage)).toMatchObject([{ state: 'synced', command_id: discord.commands(stage.guild)[0]?.id }]);
    discord.commands(stage.guild).splice(0);
    await gone(stage, 'rules');
    await stage.send();
    expect(await rows(stage)).toEqual([]);
  });

  test('a refusal is dead and said; the day\'s limit is waited for', async () => {
    const stage = new Stage();
    discord.trouble(path(stage, 'POST'), { status: 400, body: { code: 30_032, message: 'Maximum number of application commands reached (100).' } });
    await wanted(stage, 'rules', 'one');
    await stage.send();
    expect(await rows(stage)).toMatchObject([{ state: 'failed', error: 'Maximum number of application commands reached (100). (30032)' }]);
    expect(await stage.deliveries()).toMatchObject([{ state: 'dead' }]);
    discord.trouble(path(stage, 'POST'), { status: 400, body: { code: 30_034, message: 'Max number of daily application command creates has been reached (200)' } }, 2);
    await wanted(stage, 'later', 'one');
    await stage.send();
    expect((await rows(stage)).find(({ name }) => name === 'later')).toMatchObject({ state: 'pending_sync' });
    expect((await stage.deliveries()).find(({ state }) => state === 'pending')).toMatchObject({ attempts: 1 });
    await stage.pass(5 * 60 * 60_000);
    expect(discord.commands(stage.guild).map(({ name }) => name)).toEqual(['later']);
  });

  test('the list and /config sync show what Discord does not take, and "Retry all" tries again', async () => {
    const { where, server_id } = await served();
    const boss = admin();
    await run(boss, where, '/cc save', { name: 'rules', response: 'x' });
    const [delivery] = await rowsOfGuild<{ delivery_id: string }>(where, 'SELECT delivery_id FROM delivery WHERE guild = ?1');
    for (const database of [env.DB, env.DB_1]) {
      await database.prepare("UPDATE delivery SET state = 'dead', error = 'Missing Access (50001)' WHERE guild = ?1 AND delivery_id = ?2").bind(where.id, delivery?.delivery_id).run();
      await database.prepare("UPDATE guild_command SET state = 'failed', error = 'Missing Access (50001)' WHERE guild = ?1").bind(where.id).run();
    }
    expect((await api.get(`/api/commands?server_id=${server_id}`)).body.data[0].sync).toEqual({ state: 'failed', command_id: null, error: 'Missing Access (50001)' });
    expect((await run(boss, where, '/cc list')).text).toContain('Discord does not take it: Missing Access \\(50001\\)');
    const sync = await run(boss, where, '/config sync');
    expect(sync.text).toContain('Command /rules · Missing Access \\(50001\\)');
    await press(boss, where, controls(sync).find(({ label }) => label === 'Retry all')?.id ?? '');
    expect(await rowsOfGuild(where, 'SELECT state FROM delivery WHERE guild = ?1')).toEqual([{ state: 'pending' }]);
    expect((await run(person('mika'), where, '/cc list')).text).toContain('Only moderators');
  });
});
