import { describe, expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { OpenApi } from '../../scripts/sandbox/openapi.ts';
import { control, rest, sandboxWith } from './fixture.ts';

const GENERAL = `/channels/${DEMO.channels.general}/messages`;
const SHOP = `/channels/${DEMO.channels.shop}/messages`;

describe('rate limits', () => {
  it('sends Discord’s headers and a real 429 per bucket and channel', async () => {
    let now = 1_800_000_000_000;
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const first = await rest(sandbox, 'POST', GENERAL, { content: '1' });
    expect(Object.fromEntries(['limit', 'remaining', 'reset', 'reset-after'].map((h) => [h, first.headers.get(`x-ratelimit-${h}`)])))
      .toEqual({ limit: '5', remaining: '4', reset: '1800000005.000', 'reset-after': '5.000' });
    now += 1_500;
    for (let n = 2; n <= 5; n++) expect((await rest(sandbox, 'POST', GENERAL, { content: 'x' })).status).toBe(200);
    const refused = await rest(sandbox, 'POST', GENERAL, { content: '6' });
    expect(refused.status).toBe(429);
    expect(refused.json).toEqual({ message: 'You are being rate limited.', retry_after: 3.5, global: false });
    expect(refused.headers.get('retry-after')).toBe('4');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    const elsewhere = await rest(sandbox, 'POST', SHOP, { content: '1' });
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.headers.get('x-ratelimit-bucket')).toBe(first.headers.get('x-ratelimit-bucket'));
    now += 3_500;
    expect((await rest(sandbox, 'POST', GENERAL, { content: '7' })).status).toBe(200);
  });

  it('stops the bot at 50 calls a second over all routes', async () => {
    const now = 1_800_000_000_000;
    const sandbox = await sandboxWith(undefined, { now: () => now });
    for (let n = 0; n < 25; n++) {
      await rest(sandbox, 'GET', '/users/@me');
      await rest(sandbox, 'GET', `/guilds/${DEMO.guild}`);
    }
    const refused = await rest(sandbox, 'GET', `/guilds/${DEMO.guild}/roles`);
    expect([refused.status, refused.json.global, refused.headers.get('x-ratelimit-scope')]).toEqual([429, true, 'global']);
  });
});

describe('faults', () => {
  const post = (sandbox: Awaited<ReturnType<typeof sandboxWith>>) => rest(sandbox, 'POST', GENERAL, { content: 'x' });
  const fault = (sandbox: Awaited<ReturnType<typeof sandboxWith>>, kind: string, more = {}) =>
    control(sandbox, 'POST', '/faults', [{ method: 'POST', path: '/channels/*/messages', kind, ...more }]);
  const stored = async (sandbox: Awaited<ReturnType<typeof sandboxWith>>) => (await control(sandbox, 'GET', '/messages?channel=general')).messages.length;

  it.each([['429', 429, 0], ['500', 500, 0], ['403', 403, 50001], ['404', 404, 0], ['10015', 404, 10015]])('%s strikes once and is gone', async (kind, status, code) => {
    const sandbox = await sandboxWith();
    await fault(sandbox, kind, { retry_after: 2.5 });
    const refused = await post(sandbox);
    expect(refused.status).toBe(status);
    if (kind === '429') expect(refused.json.retry_after).toBe(2.5);
    else expect(refused.json.code).toBe(code);
    expect((await post(sandbox)).status).toBe(200);
    expect(await stored(sandbox)).toBe(1);
  });

  it('accept-drop answers 200 and stores nothing', async () => {
    const sandbox = await sandboxWith();
    await fault(sandbox, 'accept-drop');
    const answer = await post(sandbox);
    expect([answer.status, answer.json.content]).toEqual([200, 'x']);
    expect(await stored(sandbox)).toBe(0);
  });

  it('lost-answer stores and cuts the connection', async () => {
    const sandbox = await sandboxWith();
    await fault(sandbox, 'lost-answer');
    await expect(post(sandbox)).rejects.toThrow('fetch failed');
    expect(await stored(sandbox)).toBe(1);
    expect((await control(sandbox, 'GET', '/log')).entries.at(-1)).toMatchObject({ fault: 'lost-answer', status: null });
  });

  it('hang never answers', async () => {
    const sandbox = await sandboxWith();
    await fault(sandbox, 'hang');
    const waiting = fetch(sandbox.apiBase + GENERAL, {
      method: 'POST', body: '{"content":"x"}', signal: AbortSignal.timeout(300),
      headers: { Authorization: `Bot ${sandbox.identity.botToken}`, 'User-Agent': 'DiscordBot (https://coffer.example, 1.0)' },
    });
    await expect(waiting).rejects.toThrow('timeout');
    expect(await stored(sandbox)).toBe(0);
  });

  it('ban answers in plain text with hours to wait', async () => {
    const sandbox = await sandboxWith();
    await fault(sandbox, 'ban');
    const refused = await post(sandbox);
    expect([refused.status, refused.headers.get('retry-after'), typeof refused.json]).toEqual([429, '7200', 'string']);
  });

  it('waits for its turn, strikes several times, can be cleared, and refuses nonsense', async () => {
    const sandbox = await sandboxWith();
    await fault(sandbox, '500', { after: 1, times: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await post(sandbox)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    await fault(sandbox, '500', { times: 9 });
    await control(sandbox, 'DELETE', '/faults');
    expect((await post(sandbox)).status).toBe(200);
    expect((await fault(sandbox, 'meteor')).error).toContain('kind');
  });
});

describe('log and OpenAPI', () => {
  it('keeps every request with body and status, from a number on', async () => {
    const sandbox = await sandboxWith();
    await rest(sandbox, 'POST', GENERAL, { content: 'one' });
    const { last } = await control(sandbox, 'GET', '/log');
    await rest(sandbox, 'POST', GENERAL, { content: '' });
    const { entries } = await control(sandbox, 'GET', `/log?since=${last}`);
    expect(entries).toMatchObject([{ kind: 'rest', method: 'POST', path: GENERAL, body: { content: '' }, status: 400 }]);
    expect(JSON.stringify(entries)).not.toContain(sandbox.identity.botToken);
  });

  it('refuses what breaks the document, in the handwritten limits’ words where those speak too', async () => {
    const document = {
      paths: {
        '/channels/{channel_id}/messages': {
          post: {
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Message' } } } },
          },
          get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } }] },
        },
      },
      components: { schemas: { Message: { type: 'object', properties: { tts: { type: ['boolean', 'null'] }, content: { type: 'string', maxLength: 4000 } } } } },
    };
    const openapi = new OpenApi(document);
    const check = (method: string, body: unknown, query = '') =>
      openapi.checkRequest(method, '/channels/{channel_id}/messages', body, new URLSearchParams(query)).lines();
    expect(check('POST', { content: 'x', tts: false })).toEqual([]);
    expect(check('POST', { tts: 'yes' })).toEqual(['tts: must be boolean,null']);
    expect(check('GET', {}, 'limit=101')).toEqual(['limit: must be <= 100']);
    expect(check('DELETE', {})).toEqual([]);
  });

  it('says in its state that it runs without the document', async () => {
    expect((await control(await sandboxWith(), 'GET', '/state')).openapi).toBe(false);
  });
});
