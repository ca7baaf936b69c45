import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/discord/outbox/address.ts';
import { deliver, type Step } from '../../src/discord/rows.ts';
import { freshId } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { intercept } from '../harness/network.ts';
import { Stage } from '../harness/outbox.ts';

beforeAll(migrate);
afterEach(discord.calm);

const MINUTE = 60_000;
const role = (member: string, add = true): Step => ({ do: 'role', add, member, role: '700000000000000001', reason: 'Bought: Grüner Hut' });
const dm = (member: string): Step => ({ do: 'dm', member, body: { content: 'You were paid.' } });
const rolesOf = (stage: Stage, member: string) => discord.calls(new RegExp(`/guilds/${stage.guild}/members/${member}/roles/`));

test('steps are done in order, with the reason in the audit log, and the row goes', async () => {
  const [stage, member] = [new Stage(), freshId()];
  await stage.write(deliver([role(member), dm(member), { do: 'post', channel: stage.channel, body: { content: 'Done' } }]));
  await stage.send();
  expect(rolesOf(stage, member)).toMatchObject([{ method: 'PUT', reason: 'Bought: Grüner Hut' }]);
  expect(discord.messages(member).map(({ content }) => content)).toEqual(['You were paid.']);
  expect(discord.messages(stage.channel).map(({ content }) => content)).toEqual(['Done']);
  expect(await stage.deliveries()).toEqual([]);
});

test('after a crash between two steps none is repeated', async () => {
  const [stage, member] = [new Stage(), freshId()];
  await stage.write(deliver([role(member), dm(member)]));
  discord.trouble(new RegExp(`^POST /channels/${member}/`), 'lost');
  await stage.send();
  expect(await stage.deliveries()).toMatchObject([{ done: 1, attempts: 1 }]);
  stage.restarted();
  await stage.pass(MINUTE);
  expect([rolesOf(stage, member).length, discord.messages(member).length, await stage.deliveries()]).toEqual([1, 1, []]);
});

test('a role that Discord refuses is tried a few times, minutes apart, then it is dead; the message went at once', async () => {
  const [stage, member] = [new Stage(), freshId()];
  await stage.write(deliver([role(member), dm(member)]));
  discord.trouble(new RegExp(`members/${member}/roles`), { status: 403, body: { code: 50_013, message: 'Missing Permissions' } }, 99);
  await stage.send();
  expect([rolesOf(stage, member).length, discord.messages(member).length]).toEqual([1, 1]);
  expect(await stage.deliveries()).toMatchObject([{ state: 'pending', attempts: 1, error: 'Missing Permissions (50013)' }]);
  await stage.pass(60 * MINUTE);
  expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'Missing Permissions (50013)' }]);
  expect([rolesOf(stage, member).length, discord.messages(member).length]).toEqual([4, 1]);
});

test('a role that cannot be taken because member or role are gone is taken', async () => {
  const [stage, member] = [new Stage(), freshId()];
  discord.trouble(new RegExp(`members/${member}/roles`), { status: 404, body: { code: 10_007, message: 'Unknown Member' } });
  await stage.write(deliver([role(member, false)]));
  await stage.send();
  expect(await stage.deliveries()).toEqual([]);
});

test.each(['opening', 'writing'])('somebody who takes no messages is no failure (%s)', async (step) => {
  const [stage, member] = [new Stage(), freshId()];
  discord.trouble(step === 'opening' ? /^POST \/users\/@me\/channels$/ : new RegExp(`^POST /channels/${member}/`), { status: 403, body: { code: 50_007, message: 'Cannot send messages to this user' } });
  await stage.write(deliver([dm(member), role(member)]));
  await stage.send();
  expect([discord.messages(member).length, rolesOf(stage, member).length, await stage.deliveries()]).toEqual([0, 1, []]);
});

test('a message that Discord does not take is dead at once and keeps nothing back', async () => {
  const [stage, member] = [new Stage(), freshId()];
  discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), { status: 400, body: { code: 50_006, message: 'Cannot send an empty message' } });
  await stage.write(deliver([{ do: 'post', channel: stage.channel, body: {} }, role(member)]));
  await stage.send();
  expect(rolesOf(stage, member)).toHaveLength(1);
  expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'Cannot send an empty message (50006)' }]);
});

test.each([500, 502])('%i and silence are tried eight times, then the delivery is dead', async (status) => {
  const [stage, member] = [new Stage(), freshId()];
  discord.trouble(new RegExp(`members/${member}/roles`), { status }, 4);
  discord.trouble(new RegExp(`members/${member}/roles`), 'network', 4);
  await stage.write(deliver([role(member)]));
  await stage.send();
  await stage.pass(120 * MINUTE);
  expect(rolesOf(stage, member)).toHaveLength(8);
  expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'outbox.no_answer' }]);
});

test('a hundred calls to different members stay below fifty a second', async () => {
  const stage = new Stage();
  const at: number[] = [];
  discord.trouble(new RegExp(`^PUT /guilds/${stage.guild}/`), async () => at.push(stage.now), 100);
  for (let member = 0; member < 100; member += 1) await stage.write(deliver([role(freshId())], `${member}`));
  await stage.pass(MINUTE);
  expect([at.length, await stage.deliveries()]).toEqual([100, []]);
  for (const [index, moment] of at.entries()) expect((at[index + 45] ?? Infinity) - moment).toBeGreaterThanOrEqual(1_000);
});

test('what is due later waits for its time; taking a message away that is gone is done', async () => {
  const [stage, member] = [new Stage(), freshId()];
  await stage.write(deliver([role(member, false)], 'later', stage.now + MINUTE));
  await stage.write(deliver([{ do: 'unpost', channel: stage.channel, message: freshId() }], 'gone'));
  await stage.send();
  expect([rolesOf(stage, member).length, (await stage.deliveries()).length]).toEqual([0, 1]);
  await stage.pass(2 * MINUTE);
  expect([rolesOf(stage, member).length, await stage.deliveries()]).toEqual([1, []]);
});

describe('webhooks', () => {
  test.each([
    'http://example.com/hook', 'https://127.0.0.1/x', 'https://10.1.2.3/x', 'https://192.168.0.1/', 'https://172.16.5.5/', 'https://169.254.169.254/latest',
    'https://0x7f000001/', 'https://2130706433/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://localhost/', 'https://a.localhost./',
    'https://router.lan/', 'https://intranet/', 'https://user:secret@example.com/', 'ftp://example.com/', 'no address', 'https://100.64.0.1/', 'https://0.0.0.0/',
  ])('%s is refused', (url) => expect(isPublicAddress(url)).toBe(false));

  test.each(['https://example.com/hook', 'https://discord.com/api/webhooks/1/a', 'https://8.8.8.8/x', 'https://172.32.0.1/', 'https://sub.example.org:8443/'])(
    '%s is taken', (url) => expect(isPublicAddress(url)).toBe(true),
  );

  test('one that is not allowed is dead at once, and nothing was called', async () => {
    const stage = new Stage();
    await stage.write(deliver([{ do: 'webhook', url: 'https://127.0.0.1:1/x', body: { content: 'x' } }]));
    await stage.send();
    expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'outbox.address' }]);
  });

  test('a public one gets the text, no token, and follows no redirect', async () => {
    const stage = new Stage();
    const seen: { headers: Headers; init: RequestInit | undefined }[] = [];
    const withdraw = intercept((url, init) => {
      if (!url.startsWith('https://hooks.example.com/')) return null;
      seen.push({ headers: new Headers(init?.headers), init });
      return new Response(null, { status: seen.length === 1 ? 302 : 204 });
    });
    await stage.write(deliver([{ do: 'webhook', url: 'https://hooks.example.com/a', body: { content: 'sold' } }], 'a'));
    await stage.send();
    await stage.write(deliver([{ do: 'webhook', url: 'https://hooks.example.com/b', body: { content: 'sold' } }], 'b'));
    await stage.send();
    withdraw();
    expect(seen.map(({ headers, init }) => [headers.get('authorization'), init?.redirect])).toEqual([[null, 'manual'], [null, 'manual']]);
    expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'hooks.example.com: HTTP 302 (302)' }]);
  });
});

test('rows of a guild are found by index', async () => {
  const plan = async (sql: string): Promise<string> =>
    (await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind('1', 1).all<{ detail: string }>()).results.map(({ detail }) => detail).join(' | ');
  expect(await plan("SELECT kind FROM message WHERE guild = ?1 AND state = 'pending_sync' AND due <= ?2 ORDER BY due LIMIT 200")).toMatch(/message_pending \(guild=\? AND due</);
  expect(await plan("SELECT guild FROM delivery INDEXED BY delivery_due WHERE state = 'pending' AND due <= ?2 AND guild = ?1")).toMatch(/delivery_due \(due</);
});
