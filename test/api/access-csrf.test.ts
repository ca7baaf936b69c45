import { beforeAll, expect, it } from 'vitest';
import { crossSite } from '../../src/api/guard.ts';
import { tokenFor, OPERATOR } from '../harness/api.ts';
import { Browser, ORIGIN } from '../harness/browser.ts';
import { fetchWorker } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';

beforeAll(migrate);

const JSON_TYPE = { 'content-type': 'application/json' };
const COOKIE = { cookie: 'a=b' };

/** Headers, and whether the request is refused; `PUBLIC_URL` is https://coffer.example. */
const CASES: [string, Record<string, string>, boolean][] = [
  ['a script without anything', {}, false],
  ['a script with a token, whatever else it sends', { ...COOKIE, authorization: 'Bearer x', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['a page of our own', { ...COOKIE, ...JSON_TYPE, origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, false],
  ['a page of our own that sends no body', { ...COOKIE, origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, false],
  ['an old browser that sends the origin alone', { ...COOKIE, origin: ORIGIN }, false],
  ['a browser that sends Sec-Fetch-Site alone', { ...COOKIE, 'sec-fetch-site': 'same-origin' }, false],
  ['cookies with JSON', { ...COOKIE, ...JSON_TYPE }, false],
  ['cookies with JSON in capitals and a charset', { ...COOKIE, 'content-type': 'Application/JSON ; charset=utf-8' }, false],
  ['a page at PUBLIC_URL', { ...COOKIE, origin: 'https://coffer.example', 'sec-fetch-site': 'same-site' }, false],
  ['cookies alone', COOKIE, true],
  ['cookies and a navigation that the person began', { ...COOKIE, 'sec-fetch-site': 'none' }, true],
  ['cookies with a form', { ...COOKIE, 'content-type': 'application/x-www-form-urlencoded' }, true],
  ['cookies with text that is JSON', { ...COOKIE, 'content-type': 'text/plain' }, true],
  ['cookies with a type that only begins alike', { ...COOKIE, 'content-type': 'application/json-x' }, true],
  ['cookies with a type that only mentions JSON', { ...COOKIE, 'content-type': 'text/plain; application/json' }, true],
  ['another site', { ...COOKIE, ...JSON_TYPE, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, true],
  ['another site without cookies (a forced sign-in)', { ...JSON_TYPE, origin: 'https://evil.example' }, true],
  ['a neighbour under the same domain', { ...COOKIE, ...JSON_TYPE, 'sec-fetch-site': 'same-site' }, true],
  ['the same host on another port', { ...COOKIE, ...JSON_TYPE, origin: `${ORIGIN}:8443` }, true],
  ['the same host by another scheme', { ...COOKIE, ...JSON_TYPE, origin: 'https://coffer.test' }, true],
  ['a sandboxed frame', { ...COOKIE, ...JSON_TYPE, origin: 'null' }, true],
  ['an origin that only begins alike', { ...COOKIE, ...JSON_TYPE, origin: 'https://coffer.example.evil.example' }, true],
  ['our own origin, but Sec-Fetch-Site says otherwise', { ...COOKIE, ...JSON_TYPE, origin: ORIGIN, 'sec-fetch-site': 'cross-site' }, true],
];

it.each(CASES)('%s', (_name, headers, refused) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(crossSite(new Request(`${ORIGIN}/api/x`, { method, headers }), 'https://coffer.example/')).toBe(refused);
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(crossSite(new Request(ORIGIN, { method, headers }))).toBe(false);
});

it('PUBLIC_URL counts only where it is set and well-formed', () => {
  const request = (): Request => new Request(ORIGIN, { method: 'POST', headers: { origin: 'https://coffer.example' } });
  expect([crossSite(request()), crossSite(request(), ''), crossSite(request(), 'coffer.example')]).toEqual([true, true, true]);
});

async function send(headers: Record<string, string>, path = '/api/auth/logout'): Promise<number> {
  const answer = await fetchWorker(new Request(ORIGIN + path, { method: 'POST', headers, body: '{}' }));
  await answer.body?.cancel();
  return answer.status;
}

it('a foreign page changes nothing with the cookies of a session', async () => {
  const browser = new Browser('198.18.0.1');
  await browser.post('/api/auth/login', { username: 'operator', password: 'correct horse battery staple' });
  const cookies = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  for (const path of ['/api/auth/logout', '/api/auth/refresh', '/api/auth/login']) {
    expect(await send({ cookie: cookies, 'content-type': 'text/plain' }, path), path).toBe(403);
    expect(await send({ cookie: cookies, origin: 'https://evil.example', ...JSON_TYPE }, path), path).toBe(403);
  }
  expect(await browser.get('/api/auth/me')).toMatchObject({ status: 200 });
});

it('a cookie counts for nothing beside an Authorization header, which would open the guard', async () => {
  const token = await tokenFor(OPERATOR);
  const browser = new Browser('198.18.0.2');
  await browser.post('/api/auth/login', { username: 'operator', password: 'correct horse battery staple' });
  const cookies = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const evil = { cookie: `${cookies}; coffer_access=${token}`, origin: 'https://evil.example', ...JSON_TYPE };
  for (const authorization of ['Bearer', 'Bearer x', 'Basic x', 'x']) {
    expect(await send({ ...evil, authorization }, '/api/auth/refresh'), authorization).toBe(401);
    await send({ ...evil, authorization });
    const me = await fetchWorker(new Request(`${ORIGIN}/api/auth/me`, { headers: { cookie: evil.cookie, authorization } }));
    expect(me.status, authorization).toBe(401);
    await me.body?.cancel();
  }
  expect(await browser.get('/api/auth/me')).toMatchObject({ status: 200 });
});
