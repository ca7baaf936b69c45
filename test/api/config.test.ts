import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { api, call, OPERATOR } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { admin, freshId, guild, person, run, type Guild } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits } from '../harness/rows.ts';

beforeAll(migrate);
afterEach(discord.calm);

const BOT = env.DISCORD_APPLICATION_ID;
const bits = (...numbers: number[]): string => String(numbers.reduce((all, number) => all | (1n << BigInt(number)), 0n));
/** View, send, embed, attach, history, pin, manage messages. */
const ALL = [10, 11, 14, 15, 16, 51, 13];

interface Place { id: string; name?: string; type?: number; position?: number; parent_id?: string | null; permission_overwrites?: object[] }
interface Told { owner?: string; botRoles?: string[]; roles?: object[]; channels?: Place[] }

/** What Discord says of a server from now on. */
function tell(where: Guild, { owner = freshId(), botRoles = [], roles = [], channels = [] }: Told): void {
  const everyone = { id: where.id, name: '@everyone', color: 0, position: 0, managed: false, permissions: bits(...ALL) };
  const all = [...(roles.some((role) => (role as { id: string }).id === where.id) ? [] : [everyone]), ...roles];
  const say = (path: string, body: object): void => discord.trouble(new RegExp(`^GET /guilds/${where.id}${path}`), { status: 200, body }, 99);
  say('/channels$', channels.map((channel) => ({ name: 'x', type: 0, position: 0, parent_id: null, permission_overwrites: [], ...channel })));
  say(`/members/${BOT}$`, { user: { id: BOT }, roles: botRoles });
  say('(\\?|$)', { id: where.id, name: 'Harbour', icon: 'abc', owner_id: owner, approximate_member_count: 215, roles: all });
}

async function served(told?: Told, settings: Parameters<typeof configure>[1] = {}): Promise<{ where: Guild; path: string }> {
  const where = guild();
  await configure(where, settings);
  if (told) tell(where, told);
  return { where, path: `/api/${where.id}/config` };
}

describe('config', () => {
  test('shows every setting under the older bot\'s names and by section, and takes its own answer back', async () => {
    const { path, where } = await served({ owner: '217134609056530434' }, { currency: { name: 'shells', symbol: '$' }, off: ['tasks'] });
    const shown = await api.get(path);
    expect(shown).toMatchObject({
      status: 200,
      body: {
        prefix: '!', currency_name: 'shells', currency_symbol: '$', admin_roles: [], moderator_roles: [], log_channel: null, welcome_channel: null,
        features: { currency: true, tasks: false, moderation: true }, server_name: 'Harbour', member_count: 215, owner_id: '217134609056530434',
        icon_url: `https://cdn.discordapp.com/icons/${where.id}/abc.png`, task_channel_id: null, shop_channel_id: null, global_shop: false, global_tasks: false,
        currency: { name: 'shells', start: 0 }, earning: { daily: { min: 100 } }, channels: { log: null }, locale: { timezone: 'UTC' },
      },
    });
    expect(shown.body.created_at).toMatch(/^20\d\d-.*Z$/);
    expect(shown.headers.get('etag')).toBe(`"${shown.body.version}"`);
    expect(await api.get(path, { 'if-none-match': `"${shown.body.version}"` })).toMatchObject({ status: 304 });
    const same = await api.put(path, shown.body);
    expect(same).toMatchObject({ status: 200, body: { version: shown.body.version } });
    expect(await api.put(path, { ...shown.body, currency_name: 'gold', global_shop: true })).toMatchObject({
      status: 200, body: { currency_name: 'gold', currency: { name: 'gold' }, global: { shop: true }, version: shown.body.version + 1 },
    });
    expect(JSON.stringify(shown.body)).not.toMatch(/secret|token|password/i);
  });

  test('writes are partial, audited once, live for the next command, and shown by /config view', async () => {
    const { path, where } = await served();
    const boss = admin();
    const changed = await api.put(path, { currency_symbol: '€', features: { currency: false, games: false }, earning: { work: { max: 90 } }, prefix: '?' });
    expect(changed).toMatchObject({ status: 200, body: { currency_symbol: '€', prefix: '?', features: { currency: false, economy: false, games: false }, earning: { work: { min: 20, max: 90 } } } });
    expect(await audits(where.id)).toMatchObject([{
      actor: 'operator', action: 'config.update', target: 'settings', source: 'api:PUT /api/:server_id/config',
      before: expect.stringContaining('"symbol":"🪙"'), after: expect.stringContaining('"symbol":"€"'),
    }]);
    expect((await run(person('mika'), where, '/balance')).text).toContain('switched off');
    expect((await run(boss, where, '/config view', { section: 'currency' })).text).toContain('Last changed by <@operator>');
    await run(boss, where, '/config server', { global_tasks: true });
    expect((await api.get(path)).body).toMatchObject({ global_tasks: true, prefix: '?' });
    await api.put(path, { limits: { pay: 5 } });
    expect((await audits(where.id)).at(-1)).toMatchObject({ action: 'config.limits', target: 'settings:limits' });
  });

  test('one Idempotency-Key is one change; If-Match holds against others', async () => {
    const { path } = await served();
    const { version } = (await api.get(path)).body;
    const answers = await Promise.all(Array.from({ length: 6 }, () => api.put(path, { currency_name: 'gold' }, { 'idempotency-key': 'k' })));
    for (const { status, body } of answers) expect([status, body.version, body.currency_name]).toEqual([200, version + 1, 'gold']);
    const twice = { 'idempotency-key': 'm', 'if-match': `"${version + 1}"` };
    for (let n = 0; n < 2; n += 1) expect(await api.put(path, { prefix: '?' }, twice)).toMatchObject({ status: 200, body: { version: version + 2 } });
    const raced = await Promise.all(Array.from({ length: 5 }, (_, n) => api.put(path, { currency_name: `c${n}` }, { 'if-match': `"${version + 2}"` })));
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await api.put(path, { currency_name: 'old' }, { 'if-match': `"${version}"` })).toMatchObject({ status: 412, body: { error: { code: 'stale' } } });
  });

  test.each<[object, string]>([
    [{ nothing: 1 }, ''], [{ currency_name: '' }, 'currency_name'], [{ currency: { cap: 0 } }, 'currency.cap'], [{ currency: { nme: 'x' } }, 'currency'],
    [{ earning: { daily: { cooldown: 0 } } }, 'earning.daily.cooldown'], [{ admin_roles: ['x'] }, 'admin_roles.0'], [{ log_channel: '<script>' }, 'log_channel'],
    [{ channels: { nowhere: null } }, 'channels'], [{ features: { currency: 'no' } }, 'features.currency'], [{ prefix: 'x'.repeat(11) }, 'prefix'],
    [{ admin_roles: Array.from({ length: 26 }, freshId) }, 'admin_roles'], [{ locale: { language: 'xx' } }, 'locale.language'], [{ global_shop: 'yes' }, 'global_shop'],
  ])('PUT %j names the field', async (body, field) => {
    const { path } = await served();
    const answer = await api.put(path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
    expect(answer.body.error.fields.map(({ path: at }: { path: string }) => at)).toContain(field);
  });

  test.each<[object, string]>([
    [{ earning: { work: { min: 500 } } }, 'at least 500'], [{ currency: { start: 10, cap: 5 } }, 'at most 5'], [{ currency_symbol: '**' }, 'without Markdown'],
    [{ currency: { icon: 'javascript:alert(1)' } }, 'begins with https'], [{ locale: { timezone: 'Mars/Olympus' } }, 'do not know that time zone'],
    [{ features: { moderation: false } }, 'no feature moderation'], [{ currency_name: 'a', currency: { name: 'b' } }, 'two different things'],
  ])('PUT %j is refused as /config refuses it', async (body, says) => {
    const { path } = await served();
    const answer = await api.put(path, body);
    expect([answer.status, answer.body.error?.message]).toEqual([400, expect.stringContaining(says)]);
    expect((await api.get(path)).body.version).toBe(1);
  });

  test('channels and roles have to be this server\'s own', async () => {
    const [own, voice, role] = [freshId(), freshId(), freshId()];
    const { path, where } = await served({ channels: [{ id: own }, { id: voice, type: 2 }], roles: [{ id: role, name: 'Staff', position: 1, permissions: '0', managed: false, color: 0 }] });
    expect(await api.put(path, { shop_channel_id: own, channels: { log: own }, admin_roles: [role], exclude: { balance: { roles: [role] } } })).toMatchObject({
      status: 200, body: { shop_channel_id: own, log_channel: own, admin_roles: [role] },
    });
    for (const body of [{ log_channel: freshId() }, { channels: { tasks: voice } }, { moderator_roles: [freshId()] }]) expect(await api.put(path, body)).toMatchObject({ status: 404 });
    expect(await api.put(path, { admin_roles: [role, where.id] })).toMatchObject({ status: 400 });
    expect(await api.put(path, { channels: { log: null }, shop_channel_id: null })).toMatchObject({ status: 200, body: { log_channel: null, shop_channel_id: null } });
  });

  test('without Discord the settings can be read, and a channel cannot be chosen', async () => {
    const { path, where } = await served();
    discord.trouble(new RegExp(`^GET /guilds/${where.id}`), 'network', 99);
    expect(await api.get(path)).toMatchObject({ status: 200, body: { server_name: null, member_count: null, currency_name: 'coins' } });
    expect(await api.put(path, { log_channel: freshId() })).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    for (const list of ['channels', 'roles']) {
      expect(await api.get(`/api/${where.id}/${list}`)).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message: expect.stringContaining('Discord does not answer') } } });
    }
    expect(await call(null, 'GET', path)).toMatchObject({ status: 401 });
    expect((await call({ ...OPERATOR, kind: 'discord', id: freshId() }, 'PUT', path, { prefix: '?' })).status).toBeGreaterThanOrEqual(404);
  });
});

describe('pickers', () => {
  test('channels come in Discord\'s order, with what the bot lacks in each by Discord\'s own arithmetic', async () => {
    const [botRole, otherRole, category, a, b, c, d, e, thread] = Array.from({ length: 9 }, freshId) as [string, string, string, string, string, string, string, string, string];
    const where = guild();
    await configure(where, {});
    const over = (id: string, type: number, allow: string, deny: string): object => ({ id, type, allow, deny });
    tell(where, {
      botRoles: [botRole],
      roles: [
        { id: botRole, name: 'Coffer', color: 1, position: 3, managed: true, permissions: bits(28) },
        { id: otherRole, name: 'Other', color: 2, position: 2, managed: false, permissions: '0' },
      ],
      channels: [
        { id: category, name: 'Market', type: 4, position: 5 },
        { id: b, name: 'in-category', position: 0, parent_id: category },
        { id: a, name: 'first', position: 1 },
        // @everyone is denied, a role of the bot allowed again.
        { id: c, name: 'role-wins', position: 2, permission_overwrites: [over(where.id, 0, '0', bits(10, 11)), over(botRole, 0, bits(10), '0')] },
        // Denied to the role, allowed to the member: the member wins. A role that the bot has not counts for nothing.
        { id: d, name: 'member-wins', type: 5, position: 3, permission_overwrites: [over(botRole, 0, '0', bits(14, 51)), over(BOT, 1, bits(14), '0'), over(otherRole, 0, '0', bits(10))] },
        // Of two layers for one bit within the roles, allowing wins over denying @everyone; the member's denial over all.
        { id: e, name: 'denied', position: 4, permission_overwrites: [over(BOT, 1, '0', bits(13)), over(botRole, 0, bits(13), '0')] },
        { id: freshId(), name: 'voice', type: 2 }, { id: thread, name: 'thread', type: 11, parent_id: a },
      ],
    });
    const { status, body } = await api.get(`/api/${where.id}/channels`);
    expect(status).toBe(200);
    expect(body.data).toEqual([
      { id: a, name: 'first', type: 'text', position: 1, category: null, missing: [] },
      { id: c, name: 'role-wins', type: 'text', position: 2, category: null, missing: ['SEND_MESSAGES'] },
      { id: d, name: 'member-wins', type: 'announcement', position: 3, category: null, missing: ['PIN_MESSAGES'] },
      { id: e, name: 'denied', type: 'text', position: 4, category: null, missing: ['MANAGE_MESSAGES'] },
      { id: b, name: 'in-category', type: 'text', position: 0, category: { id: category, name: 'Market' }, missing: [] },
    ]);
    await api.get(`/api/${where.id}/channels`);
    await api.get(`/api/${where.id}/roles`);
    expect(discord.calls(new RegExp(`^GET /guilds/${where.id}/channels`))).toHaveLength(1);
  });

  test('an administrator lacks nothing; roles say whether the bot can give them and why not', async () => {
    const [botRole, high, low, managed, twin] = Array.from({ length: 5 }, freshId) as [string, string, string, string, string];
    const roles = (permissions: string): object[] => [
      { id: botRole, name: 'Coffer', color: 0, position: 3, managed: true, permissions },
      { id: high, name: 'High', color: 0, position: 4, managed: false, permissions: '0' }, { id: low, name: 'Low', color: 5, position: 1, managed: false, permissions: '0' },
      { id: managed, name: 'Booster', color: 0, position: 2, managed: true, permissions: '0' },
      // On the bot's own position, but younger: below it.
      { id: twin, name: 'Twin', color: 0, position: 3, managed: false, permissions: '0' },
    ];
    const rolesOf = async (permissions: string): Promise<unknown> => {
      const { where } = await served({ botRoles: [botRole], roles: roles(permissions), channels: [{ id: freshId(), permission_overwrites: [{ id: BOT, type: 1, allow: '0', deny: bits(...ALL) }] }] });
      const { body } = await api.get(`/api/${where.id}/roles`);
      const { body: channels } = await api.get(`/api/${where.id}/channels`);
      return [body.data.map(({ name, reason }: { name: string; reason: { code: string } | null }) => [name, reason?.code ?? null]), channels.data[0].missing.length];
    };
    expect(await rolesOf(bits(3))).toEqual([[['High', 'above_bot'], ['Coffer', 'managed'], ['Twin', null], ['Booster', 'managed'], ['Low', null], ['@everyone', 'everyone']], 0]);
    expect(await rolesOf(bits(28))).toEqual([[['High', 'above_bot'], ['Coffer', 'managed'], ['Twin', null], ['Booster', 'managed'], ['Low', null], ['@everyone', 'everyone']], 7]);
    expect(await rolesOf('0')).toEqual([[['High', 'needs_manage_roles'], ['Coffer', 'managed'], ['Twin', 'needs_manage_roles'], ['Booster', 'managed'], ['Low', 'needs_manage_roles'], ['@everyone', 'everyone']], 7]);
  });
});
