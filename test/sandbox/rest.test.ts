import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { startSandbox } from '../../scripts/sandbox/server.ts';
import { control, rest, sandboxWith } from './fixture.ts';

const GENERAL = `/channels/${DEMO.channels.general}/messages`;
const LOG = `/channels/${DEMO.channels.log}/messages`;

describe('messages', () => {
  it('refuses 2,001 characters with Discord’s error and the field’s path', async () => {
    const sandbox = await sandboxWith();
    const { status, json } = await rest(sandbox, 'POST', GENERAL, { content: 'x'.repeat(2_001) });
    expect(status).toBe(400);
    expect(json).toEqual({
      message: 'Invalid Form Body', code: 50035,
      errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    });
    expect((await rest(sandbox, 'POST', GENERAL, { content: 'x'.repeat(2_000) })).status).toBe(200);
  });

  it.each([
    ['an empty message', { content: ' ' }, 50006],
    ['a long embed title', { embeds: [{ title: 'x'.repeat(257) }] }, 50035],
    ['6,001 characters over all embeds', { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] }, 50035],
    ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 50035],
    ['an embed with nothing in it', { embeds: [{ color: 1 }] }, 50035],
    ['a custom_id of 101 characters', { content: 'x', components: [{ type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'x'.repeat(101) }] }] }, 50035],
    ['two equal custom_ids', { content: 'x', components: [{ type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'a' }, { type: 2, style: 1, label: 'b', custom_id: 'a' }] }] }, 50035],
    ['six rows', { content: 'x', components: Array.from({ length: 6 }, (_, n) => ({ type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: `a${n}` }] })) }, 50035],
    ['a button with neither label nor emoji', { content: 'x', components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a' }] }] }, 50035],
    ['content beside Components V2', { content: 'x', flags: 32768, components: [{ type: 10, content: 'y' }] }, 50035],
    ['Components V2 without the flag', { content: 'x', components: [{ type: 10, content: 'y' }] }, 50035],
    ['parse and ids for one kind of mention', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 50035],
  ])('refuses %s', async (_, body, code) => {
    const { status, json } = await rest(await sandboxWith(), 'POST', GENERAL, body);
    expect([status, json.code]).toEqual([400, code]);
  });

  it('gives one message for one enforced nonce', async () => {
    const sandbox = await sandboxWith();
    const send = (nonce: string, enforce: boolean) => rest(sandbox, 'POST', GENERAL, { content: 'once', nonce, enforce_nonce: enforce });
    const [first, second, other] = [await send('n1', true), await send('n1', true), await send('n2', true)];
    expect(second.json.id).toBe(first.json.id);
    expect(other.json.id).not.toBe(first.json.id);
    expect((await send('n1', false)).json.id).not.toBe(first.json.id);
  });

  it('edits, lists, deletes, and then knows the message no more', async () => {
    const sandbox = await sandboxWith();
    const { json } = await rest(sandbox, 'POST', GENERAL, { content: 'before' });
    const edited = await rest(sandbox, 'PATCH', `${GENERAL}/${json.id}`, { content: 'after' });
    expect(edited.json.content).toBe('after');
    expect(edited.json.edited_timestamp).not.toBeNull();
    expect((await rest(sandbox, 'GET', `${GENERAL}?limit=1`)).json[0].content).toBe('after');
    expect((await rest(sandbox, 'DELETE', `${GENERAL}/${json.id}`)).status).toBe(204);
    expect((await rest(sandbox, 'PATCH', `${GENERAL}/${json.id}`, { content: 'x' })).json.code).toBe(10008);
    expect((await rest(sandbox, 'GET', '/channels/1/messages')).json.code).toBe(10003);
  });

  it('limits edits of messages older than an hour with 30046', async () => {
    let now = Date.now();
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const { json } = await rest(sandbox, 'POST', GENERAL, { content: 'old' });
    now += 2 * 3_600_000;
    let last = await rest(sandbox, 'PATCH', `${GENERAL}/${json.id}`, { content: '0' });
    for (let n = 1; n <= 30; n++) {
      now += 2_000;
      last = await rest(sandbox, 'PATCH', `${GENERAL}/${json.id}`, { content: String(n) });
    }
    expect([last.status, last.json.code]).toEqual([429, 30046]);
  });

  it('keeps what allowed_mentions lets through', async () => {
    const sandbox = await sandboxWith();
    const content = `<@${DEMO.members.mika}> <@${DEMO.members.jonas}> @everyone`;
    await rest(sandbox, 'POST', GENERAL, { content, allowed_mentions: { parse: [] } });
    await rest(sandbox, 'POST', GENERAL, { content, allowed_mentions: { users: [DEMO.members.mika] } });
    const { messages } = await control(sandbox, 'GET', '/messages?channel=general');
    expect(messages.map((m: { pings: unknown }) => m.pings)).toEqual([
      { everyone: false, users: [], roles: [] }, { everyone: false, users: [DEMO.members.mika], roles: [] },
    ]);
  });

  it('pins and unpins by the new routes and lists the pins', async () => {
    const sandbox = await sandboxWith();
    const { json } = await rest(sandbox, 'POST', GENERAL, { content: 'pin me' });
    expect((await rest(sandbox, 'PUT', `${GENERAL}/pins/${json.id}`)).status).toBe(204);
    expect((await rest(sandbox, 'GET', `${GENERAL}/pins`)).json.items[0].message.id).toBe(json.id);
    expect((await rest(sandbox, 'DELETE', `${GENERAL}/pins/${json.id}`)).status).toBe(204);
    expect((await rest(sandbox, 'GET', `${GENERAL}/pins`)).json.items).toEqual([]);
  });

  it('deletes in bulk, but not a single one and none older than two weeks', async () => {
    let now = Date.now();
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const pair = async () => [(await rest(sandbox, 'POST', LOG, { content: '1' })).json.id, (await rest(sandbox, 'POST', LOG, { content: '2' })).json.id];
    const remove = (messages: string[]) => rest(sandbox, 'POST', `${LOG}/bulk-delete`, { messages });
    const [fresh, old] = [await pair(), await pair()];
    expect((await remove(fresh.slice(0, 1))).json.code).toBe(50016);
    now += 2_000;
    expect((await remove(fresh)).status).toBe(204);
    now += 15 * 86_400_000;
    expect((await remove(old)).json.code).toBe(50034);
  });
});

describe('members, roles and callers', () => {
  it('lists members only with the privileged intent', async () => {
    const sandbox = await sandboxWith();
    const path = `/guilds/${DEMO.guild}/members?limit=1000`;
    expect((await rest(sandbox, 'GET', path)).json.code).toBe(50001);
    expect((await rest(sandbox, 'GET', `/guilds/${DEMO.guild}/members/${DEMO.members.mika}`)).json.user.username).toBe('mika');
    await control(sandbox, 'POST', '/switches', { guild_members_intent: true });
    expect((await rest(sandbox, 'GET', path)).json.length).toBeGreaterThanOrEqual(12);
  });

  it('gives and takes roles below the bot’s own and refuses those above', async () => {
    const sandbox = await sandboxWith();
    const role = (id: string) => `/guilds/${DEMO.guild}/members/${DEMO.members.mika}/roles/${id}`;
    expect((await rest(sandbox, 'PUT', role(DEMO.roles.crew))).status).toBe(204);
    expect((await rest(sandbox, 'GET', `/guilds/${DEMO.guild}/members/${DEMO.members.mika}`)).json.roles).toContain(DEMO.roles.crew);
    expect((await rest(sandbox, 'DELETE', role(DEMO.roles.crew))).status).toBe(204);
    expect((await rest(sandbox, 'PUT', role(DEMO.roles.harbourmaster))).json.code).toBe(50013);
    expect((await rest(sandbox, 'PUT', role('1'))).json.code).toBe(10011);
    expect((await rest(sandbox, 'GET', `/guilds/${DEMO.guild}/members/1`)).json.code).toBe(10013);
  });

  it('checks the token and the user agent', async () => {
    const sandbox = await sandboxWith();
    expect((await rest(sandbox, 'GET', '/users/@me', undefined, { Authorization: 'Bot wrong' })).status).toBe(401);
    expect((await rest(sandbox, 'GET', '/users/@me', undefined, { 'User-Agent': 'curl/8' })).json.code).toBe(40333);
    expect((await rest(sandbox, 'GET', '/users/@me')).json.id).toBe(sandbox.identity.applicationId);
    expect((await rest(sandbox, 'GET', '/nowhere')).status).toBe(404);
    expect((await rest(sandbox, 'PUT', '/users/@me')).status).toBe(405);
  });

  it('opens direct messages, and refuses whoever takes none', async () => {
    const sandbox = await sandboxWith();
    const send = async (id: string) => {
      const { json } = await rest(sandbox, 'POST', '/users/@me/channels', { recipient_id: id });
      return rest(sandbox, 'POST', `/channels/${json.id}/messages`, { content: 'psst' });
    };
    expect((await send(DEMO.members.mika)).status).toBe(200);
    expect((await send(DEMO.members.wren)).json.code).toBe(50007);
    expect((await control(sandbox, 'GET', '/messages?as=mika')).messages).toHaveLength(1);
  });

  it('runs a channel webhook without the bot’s token', async () => {
    const sandbox = await sandboxWith();
    const hook = (await rest(sandbox, 'POST', `/channels/${DEMO.channels.general}/webhooks`, { name: 'Market' })).json;
    const path = `/webhooks/${hook.id}/${hook.token}`;
    expect((await rest(sandbox, 'POST', `${path}?wait=true`, { content: 'news' }, { Authorization: '' })).json.webhook_id).toBe(hook.id);
    expect((await rest(sandbox, 'POST', path, { content: 'news' })).status).toBe(204);
    expect((await rest(sandbox, 'POST', `/webhooks/${hook.id}/wrong`, { content: 'news' })).json.code).toBe(50027);
    expect((await rest(sandbox, 'POST', '/webhooks/1/wrong', { content: 'news' })).json.code).toBe(10015);
  });
});

describe('state file', () => {
  it('keeps world and identity over a restart, the key readable by its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const options = { port: 0, workerUrl: 'http://127.0.0.1:9', stateFile: join(folder, 'world.json'), openapi: false as const };
    const first = await startSandbox(options);
    const { json } = await rest(first, 'POST', GENERAL, { content: 'kept' });
    await first.close();
    const second = await startSandbox(options);
    expect(second.identity).toEqual(first.identity);
    expect((await rest(second, 'GET', `${GENERAL}/${json.id}`)).json.content).toBe('kept');
    await second.close();
    expect(statSync(join(folder, 'identity.json')).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
  });
});

describe('what comes from elsewhere', () => {
  it('is refused when a page of another site sends it', async () => {
    const sandbox = await sandboxWith();
    const from = async (origin: string) => (await fetch(`${sandbox.url}/_sandbox/state`, { headers: { Origin: origin } })).status;
    expect([await from('https://evil.example'), await from('http://127.0.0.1:8788')]).toEqual([403, 200]);
  });

  it('finds nothing under names that every object has', async () => {
    const sandbox = await sandboxWith();
    expect((await rest(sandbox, 'GET', '/channels/constructor/messages')).json.code).toBe(10003);
    expect((await rest(sandbox, 'GET', '/users/__proto__')).json.code).toBe(10013);
    expect((await sandbox.interact({ as: 'constructor', command: { name: 'x' } })).problems[0]).toContain('nobody called');
  });
});
