import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { control, rest, sandboxWith } from './fixture.ts';
import type { Received } from './fixture.ts';

/** Whether an event is signed with the stand-in's key, by Node's own means. */
function isSigned(publicKey: string, { headers, text }: Received): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(String(headers['x-signature-timestamp']) + text), key, Buffer.from(String(headers['x-signature-ed25519']), 'hex'));
}

it('sends signed events and tells what came back', async () => {
  const received: Received[] = [];
  const sandbox = await sandboxWith((event) => { received.push(event); return 204; });
  expect(await control(sandbox, 'POST', '/event', { type: 'PING' })).toMatchObject({ status: 204, response: null });
  expect(await control(sandbox, 'POST', '/event', { type: 'APPLICATION_AUTHORIZED', guild: DEMO.guild })).toMatchObject({ status: 204 });
  await control(sandbox, 'POST', '/event', { type: 'APPLICATION_DEAUTHORIZED', as: 'mika' });
  await control(sandbox, 'POST', '/event', { type: 'PING', signature: 'bad' });
  const [ping, installed, gone, forged] = received.map(({ json }) => json);
  expect(ping).toEqual({ version: 1, application_id: sandbox.identity.applicationId, type: 0 });
  expect(installed).toMatchObject({ type: 1, event: { type: 'APPLICATION_AUTHORIZED', data: { guild: { id: DEMO.guild, owner_id: DEMO.members.ada }, user: { id: DEMO.members.ada } } } });
  expect(gone.event.data).toEqual({ user: expect.objectContaining({ id: DEMO.members.mika }) });
  expect(forged).toEqual(ping);
  expect(received.map((event) => isSigned(sandbox.identity.publicKey, event))).toEqual([true, true, true, false]);
});

it('the bot leaves a server and is listed there no more, without an event', async () => {
  let events = 0;
  const sandbox = await sandboxWith(() => { events += 1; return 204; });
  const listed = async () => (await rest(sandbox, 'GET', '/users/@me/guilds?with_counts=true')).json;
  expect(await listed()).toMatchObject([{ id: DEMO.guild, approximate_member_count: expect.any(Number) }]);
  await control(sandbox, 'POST', '/leave', { guild: DEMO.guild });
  expect([await listed(), events]).toEqual([[], 0]);
  await control(sandbox, 'POST', '/event', { guild: DEMO.guild });
  expect([(await listed()).length, events]).toEqual([1, 1]);
  expect(await control(sandbox, 'POST', '/leave', {})).toEqual({ error: expect.stringContaining('leave') });
  expect(await control(sandbox, 'POST', '/event', { type: 'NOTHING' })).toEqual({ error: expect.stringContaining('APPLICATION_AUTHORIZED') });
});
