import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { MonitorClient } from '../../scripts/monitor/client.ts';
import { MonitorError, monitorOptions } from '../../scripts/monitor/options.ts';
import { isHealthy, type Health, type LogLine } from '../../scripts/monitor/snapshot.ts';
import { viewOf } from '../../scripts/monitor/view.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const HEALTH: Health = {
  status: 'ok', version: '1.2.3', databases: { DB: { ok: true, ms: 3 }, DB_1: { ok: true, ms: 900 } }, objects: { ok: true, ms: 2 },
  discord: { status: 'ok', last_interaction: '2026-11-21T10:00:00.000Z', last_success: null }, outbox: { waiting: 4, oldest_seconds: 12, dead: 1 },
  errors: { hour: 2, day: 9 }, warnings: ['1 messages to Discord were given up'],
};
const LINE: LogLine = {
  at: '2026-11-21T09:59:58.000Z', level: 'error', event: 'interaction.failed', reference: 'REF1', server_id: null,
  fields: { error: { message: 'boom\u001b[2J\u0007 and more' } },
};

interface Fake {
  health?: Partial<Health>;
  /** Requests that an access token is good for. */
  tokenUses?: number;
}

/** A Worker of a few answers; gives its address and the paths that were asked. */
async function fakeWorker({ health = {}, tokenUses = Infinity }: Fake = {}): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  let tokens = 0;
  let uses = 0;
  const signed = (): object => {
    tokens += 1;
    uses = 0;
    return { access_token: `access-${tokens}`, refresh_token: `refresh-${tokens}` };
  };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const path = request.url ?? '';
    asked.push(`${request.method} ${path}`);
    const send = (status: number, body: object): void => { response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)); };
    const refusal = (message: string): void => send(401, { error: { code: 'unauthenticated', message, reference: 'X' } });
    const whole = { ...HEALTH, ...health };
    if (path === '/health') return send(whole.status === 'ok' ? 200 : 503, whole);
    if (path === '/stats') return send(200, { guilds: 3, movementsToday: 17, movementsYesterday: 5 });
    if (path === '/api/auth/login') return JSON.parse(text).password === 'right' ? send(200, signed()) : refusal('That user name or password is not right.');
    if (path === '/api/auth/refresh') return JSON.parse(text).refresh_token === `refresh-${tokens}` ? send(200, signed()) : refusal('signed out');
    if (path === '/api/auth/logout') return send(200, { signed_out: true });
    uses += 1;
    if (request.headers.authorization !== `Bearer access-${tokens}` || uses > tokenUses) return refusal('signed out');
    if (path === '/api/status') return send(200, { servers: { placed: 3, installed: 2, removed: 1 }, discord: { last_cron: null }, outbox: { next_due: null, closed_until: null }, errors: { warnings_day: 6 } });
    return send(200, { data: [LINE], next_cursor: null });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closers.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const OPERATOR = { username: 'operator', password: 'right' };
const clientOf = (url: string, credentials: ConstructorParameters<typeof MonitorClient>[0]['credentials'] = null): MonitorClient =>
  new MonitorClient({ url, credentials, once: true, everyMs: 1_000 });
const plain = { width: 80, color: false };

/** `npm run monitor` as a process. */
function monitor(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'monitor.ts'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', COFFER_TOKEN: '', ADMIN_USERNAME: '', ADMIN_PASSWORD: '', ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => { out += String(text); });
  child.stderr.on('data', (text) => { err += String(text); });
  return new Promise((resolve) => { child.once('close', (code) => resolve({ code, out, err })); });
}

test('--once prints one plain snapshot and exits 0 when all is well', async () => {
  const { url } = await fakeWorker();
  const { code, out } = await monitor(['--once', '--url', url]);
  expect(code).toBe(0);
  expect(out).toBe(stripVTControlCharacters(out));
  expect(out).toMatch(/Coffer 1\.2\.3 ok[\s\S]*DB +=+ 3 ms[\s\S]*DB_1 +=+ 900 ms[\s\S]*4 waiting, oldest 12 s, 1 given up[\s\S]*17 today, 5 yesterday[\s\S]*2 in the last hour/);
});

test('it exits 1 where Coffer is degraded, cannot be reached, or is something else', async () => {
  const ill = await fakeWorker({ health: { status: 'degraded', databases: { DB: { ok: false, ms: 5 } } } });
  expect(await monitor(['--once', '--url', ill.url])).toMatchObject({ code: 1, out: expect.stringContaining('does not answer') });
  expect(await monitor(['--once', '--url', 'http://127.0.0.1:9'])).toMatchObject({ code: 1, out: expect.stringContaining('unreachable') });
  expect(await monitor(['--once', '--url', 'nonsense'])).toMatchObject({ code: 1, err: expect.stringMatching(/^--url is malformed/) });
});

test('with user name and password it signs in once, shows the log, and signs out', async () => {
  const { url, asked } = await fakeWorker();
  const { code, out } = await monitor(['--once', '--url', url], { ADMIN_USERNAME: 'operator', ADMIN_PASSWORD: 'right' });
  expect(code).toBe(0);
  expect(out).toMatch(/2 installed, 1 removed[\s\S]*6 warnings in a day[\s\S]*09:59:58 error interaction\.failed REF1 boom/);
  expect(out).not.toContain('right');
  expect(asked).toEqual(['GET /health', 'GET /stats', 'POST /api/auth/login', 'GET /api/status', 'GET /api/logs?per_page=8', 'POST /api/auth/logout']);
});

test('an old token is renewed within the same session', async () => {
  const { url, asked } = await fakeWorker({ tokenUses: 2 });
  const client = clientOf(url, OPERATOR);
  for (let n = 0; n < 3; n += 1) expect(await client.snapshot()).toMatchObject({ problem: null, lines: [LINE] });
  expect(asked.filter((line) => line.includes('login'))).toHaveLength(1);
  expect(asked.filter((line) => line.includes('refresh'))).toHaveLength(2);
});

test('a wrong password is told in one line and the rest is shown', async () => {
  const { url } = await fakeWorker();
  const snapshot = await clientOf(url, { username: 'operator', password: 'wrong' }).snapshot();
  expect(isHealthy(snapshot)).toBe(true);
  expect(viewOf(snapshot, plain).join('\n')).toContain('That user name or password is not right.');
  expect(await clientOf(url, { token: 'old' }).snapshot()).toMatchObject({ problem: expect.stringContaining('COFFER_TOKEN') });
});

test('nothing that the log holds controls the terminal, and no line is wider than it', async () => {
  const { url } = await fakeWorker();
  const lines = viewOf(await clientOf(url, OPERATOR).snapshot(), { width: 60, color: true });
  const shown = lines.filter((line) => line.includes('interaction.failed'));
  expect(shown).toHaveLength(1);
  for (const control of ['\u001b[2J', '\u0007']) expect(shown[0]).not.toContain(control);
  expect(stripVTControlCharacters(shown[0] ?? '').length).toBeLessThanOrEqual(60);
});

test('options: the command line beats the settings, and what is malformed is named', () => {
  expect(monitorOptions([], {}, 'http://127.0.0.1:8787')).toEqual({ url: 'http://127.0.0.1:8787', credentials: null, once: false, everyMs: 2_000 });
  expect(monitorOptions(['--url', 'https://c.example/', '--every', '5'], { COFFER_URL: 'https://d.example', COFFER_TOKEN: 't' }, null)).toEqual({
    url: 'https://c.example', credentials: { token: 't' }, once: false, everyMs: 5_000,
  });
  expect(monitorOptions(['--once'], { COFFER_URL: 'https://d.example', ADMIN_USERNAME: 'a', ADMIN_PASSWORD: '' }, null)).toMatchObject({ url: 'https://d.example', credentials: null, once: true });
  expect(() => monitorOptions([], {}, null)).toThrow(MonitorError);
  expect(() => monitorOptions(['--every', '0'], {}, 'http://x.example')).toThrow('--every is malformed');
});
