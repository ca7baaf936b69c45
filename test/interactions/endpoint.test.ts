import { beforeAll, describe, expect, test } from 'vitest';
import { admin, commandInteraction, deliver, envelope, fetchWorker, guild, person, run, signed } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';

beforeAll(migrate);

const body = (more: object = {}): string => JSON.stringify({ ...commandInteraction(person('mika'), guild(), '/balance'), ...more });
const send = async (request: Request): Promise<number> => (await fetchWorker(request)).status;

function tampered(request: Request, change: { headers?: Record<string, string | null>; body?: string }): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Request(request.url, { method: 'POST', headers, body: change.body ?? 'x' });
}

describe('signatures', () => {
  test('a ping is answered with a pong', async () => {
    const response = await fetchWorker(await signed(JSON.stringify({ id: '1', type: 1, application_id: env.DISCORD_APPLICATION_ID })));
    expect(await response.json()).toEqual({ type: 1 });
  });

  test('every bad signature is 401', async () => {
    const text = body();
    const good = await signed(text);
    const signature = good.headers.get('x-signature-ed25519') ?? '';
    const flipped = (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
    const bad: { body: string; headers?: Record<string, string | null> }[] = [
      { body: text, headers: { 'x-signature-ed25519': flipped } },
      { body: text, headers: { 'x-signature-ed25519': null } },
      { body: text, headers: { 'x-signature-ed25519': 'zz' } },
      { body: text, headers: { 'x-signature-ed25519': signature.slice(0, 100) } },
      { body: text, headers: { 'x-signature-timestamp': null } },
      { body: text, headers: { 'x-signature-timestamp': '1e9' } },
      { body: `${text} ` },
      { body: '' },
    ];
    for (const change of bad) expect(await send(tampered(good, change)), JSON.stringify(change.headers)).toBe(401);
    expect(await send(tampered(good, { body: text }))).toBe(200);
  });

  test('bytes of the body in the timestamp header do not verify', async () => {
    const text = body();
    const request = await signed(text);
    const timestamp = request.headers.get('x-signature-timestamp') ?? '';
    const shifted = tampered(request, { headers: { 'x-signature-timestamp': timestamp + text.slice(0, 1) }, body: text.slice(1) });
    expect(await send(shifted)).toBe(401);
    const digits = await signed(`7${text}`);
    const moved = tampered(digits, { headers: { 'x-signature-timestamp': `${digits.headers.get('x-signature-timestamp')}7` }, body: text });
    expect(await send(moved)).toBe(401);
  });

  test('a signature older or newer than five minutes is 401', async () => {
    const now = Math.floor(Date.now() / 1_000);
    expect(await send(await signed(body(), String(now - 290)))).toBe(200);
    expect(await send(await signed(body(), String(now - 310)))).toBe(401);
    expect(await send(await signed(body(), String(now + 310)))).toBe(401);
  });
});

describe('bodies that Discord does not send', () => {
  test.each([
    ['another application', body({ application_id: '1499999999999999999' })],
    ['no JSON', '{"type":'],
    ['an array', '[]'],
    ['no type', '{}'],
    ['no user', JSON.stringify({ id: '1400000000000000001', type: 2, token: 'x', application_id: '1', data: {} })],
    ['nested a hundred thousand deep', `{"type":2,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['an unsafe id', body({ id: "1' OR 1=1" })],
    ['permissions that are no number', body({ member: { user: { id: '1400000000000000005', username: 'x' }, roles: [], permissions: 'all' } })],
  ])('%s is a 400', async (_name, text) => {
    expect(await send(await signed(text))).toBe(400);
  });

  test('a megabyte is 413, signed or not', async () => {
    const large = body({ padding: 'x'.repeat(1_000_000) });
    expect(await send(await signed(large))).toBe(413);
    expect(await send(new Request('http://coffer.test/interactions', { method: 'POST', body: large }))).toBe(413);
  });

  test('other methods and paths are 404', async () => {
    expect(await send(new Request('http://coffer.test/interactions'))).toBe(404);
    expect(await send(new Request('http://coffer.test/nothing', { method: 'POST', body: '{}' }))).toBe(404);
  });
});

describe('requests that this version cannot serve', () => {
  const where = guild();
  const mika = person('mika');

  test('an unknown command, subcommand, menu, button and form get a private answer that says what to do', async () => {
    const button = { message: { id: '1' } };
    const asked = [
      commandInteraction(mika, where, '/nonsense'),
      commandInteraction(mika, where, '/eco nonsense'),
      envelope(mika, where, 2, { id: '1', name: 'No such menu', type: 2, target_id: mika.id }),
      envelope(mika, where, 3, { custom_id: 'history.99:1', component_type: 2 }, button),
      envelope(mika, where, 3, { custom_id: '<script>', component_type: 2 }, button),
      envelope(mika, where, 5, { custom_id: 'nothing.1:', components: [] }),
    ];
    for (const interaction of asked) {
      const answer = await deliver(interaction);
      expect(answer).toMatchObject({ status: 200, type: 4, private: true });
      expect(answer.text).toMatch(/do not know that command|has expired/);
      expect(JSON.stringify(answer.data)).toContain('Reference');
    }
  });

  test('in a direct message a server is asked for', async () => {
    const answer = await deliver(commandInteraction(mika, null, '/balance'));
    expect(answer).toMatchObject({ status: 200, private: true });
    expect(answer.text).toContain('only in a server');
  });

  test('the answer is in the language of the member', async () => {
    const answer = await deliver(commandInteraction(person('jonas', { locale: 'de' }), null, '/balance'));
    expect(answer.text).toMatch(/Server/);
    expect(answer.text).not.toContain('only in a server');
  });

  test('half of a pair of characters in a text, which no database takes, is made whole', async () => {
    expect((await run(admin(), where, '/eco give', { user: mika, amount: 5, reason: 'for \ud83c you \ud83c\udf89' })).text).toContain('for \ufffd you 🎉');
  });

  test('no answer pings: allowed_mentions is empty on every message', async () => {
    const answer = await run(admin(), where, '/balance');
    expect(answer.data.allowed_mentions).toEqual({ parse: [] });
  });
});
