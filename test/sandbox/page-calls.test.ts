import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { sendPage } from '../../scripts/sandbox/page.ts';
import { control, reply, rest, sandboxWith } from './fixture.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** The events of an open page until enough of them have come. */
async function eventsOf(url: string, during: () => Promise<void>, enough: (text: string) => boolean): Promise<string> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/_sandbox/events`, { signal: stop.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await during();
  let text = '';
  while (!enough(text)) text += (await reader?.read())?.value ?? '';
  stop.abort();
  return text;
}

test('an open page hears of changes, calls and faults', async () => {
  const sandbox = await sandboxWith();
  const text = await eventsOf(sandbox.url, async () => {
    await control(sandbox, 'POST', '/faults', { path: '/users/*', kind: '500' });
    await rest(sandbox, 'POST', `/channels/${DEMO.channels.general}/messages`, { content: 'hello' });
  }, (seen) => seen.includes('event: change') && seen.includes('"content":"hello"') && seen.includes('"kind":"500"'));
  expect(text).toContain('event: log');
});

test('a person sees the channels and messages that are theirs', async () => {
  const sandbox = await sandboxWith(() => reply('for you', { flags: 64 }));
  await control(sandbox, 'POST', '/say', { as: 'mika', channel: 'general', content: 'for all' });
  await rest(sandbox, 'PUT', `/applications/${sandbox.identity.applicationId}/guilds/${DEMO.guild}/commands`, [{ name: 'ping', description: 'Ping' }]);
  await control(sandbox, 'POST', '/interact', { as: 'mika', command: { name: 'ping' } });
  const view = (as: string, channel: string): Promise<{ channels: string[]; messages: { message: { content: string; interaction?: { name: string } } }[] }> => control(sandbox, 'GET', `/view?as=${as}&channel=${channel}`);
  const [mika, jonas, harper] = [await view('mika', 'general'), await view('jonas', 'general'), await view('harper', 'proofs')];
  expect(mika.messages.map(({ message }) => message.content)).toEqual(['for all', 'for you']);
  expect(mika.messages[1]?.message.interaction?.name).toBe('ping');
  expect(jonas.messages.map(({ message }) => message.content)).toEqual(['for all']);
  expect([mika.channels.includes(DEMO.channels.proofs), harper.channels.includes(DEMO.channels.proofs)]).toEqual([false, true]);
  expect((await view('mika', 'proofs')).messages).toEqual([]);
});

test('a slow answer comes late, and the call is carried out', async () => {
  const sandbox = await sandboxWith();
  await control(sandbox, 'POST', '/faults', { path: '/channels/*/messages', kind: 'slow', delay_ms: 120 });
  const began = performance.now();
  const { status } = await rest(sandbox, 'POST', `/channels/${DEMO.channels.general}/messages`, { content: 'late' });
  expect(status).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(115);
});

test('the page is served with its policy, and nothing beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffer-page-'));
  writeFileSync(join(folder, 'sandbox.html'), '<p>page</p>');
  writeFileSync(join(folder, 'app.js'), '1');
  const server = createServer((request, response) => {
    if (!sendPage(response, request.url ?? '/', folder)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => server.close(), () => rmSync(folder, { recursive: true }));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await fetch(url);
  expect([await page.text(), page.headers.get('content-type')]).toEqual(['<p>page</p>', 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect((await fetch(`${url}/app.js`)).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const path of ['/..%2f..%2fetc%2fpasswd', '/nothing.js', '/%2e%2e/package.json']) expect((await fetch(`${url}${path}`)).status).toBe(404);
});
