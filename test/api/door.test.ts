import { beforeAll, expect, it } from 'vitest';
import { configure } from '../harness/configure.ts';
import { api, call, OPERATOR } from '../harness/api.ts';
import { freshId, guild, person } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { people } from '../harness/fake-people.ts';
import { audits, balanceOf } from '../harness/rows.ts';

beforeAll(migrate);

async function served(): Promise<{ where: ReturnType<typeof guild>; balance: (user: string) => string }> {
  const where = guild();
  await configure(where, {});
  return { where, balance: (user) => `/api/${where.id}/users/${user}/balance` };
}

it('changes a balance once for one Idempotency-Key, and refuses other input under it', async () => {
  const { where, balance } = await served();
  const ada = person('ada');
  const ask = (amount: number) => api.put(balance(ada.id), { amount, reason: 'prize' }, { 'idempotency-key': 'k1' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(70)));
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { balance_before: 0, balance_after: 70, changed: true } });
  expect(await ask(80)).toMatchObject({ status: 422, body: { error: { code: 'mismatch' } } });
  expect(await balanceOf(where.id, ada.id)).toBe(70);
  expect(await audits(where.id)).toMatchObject([
    { actor: 'operator', action: 'eco.give', before: '{"balance":0}', after: '{"balance":70}', source: 'api:PUT /api/:server_id/users/:user_id/balance' },
  ]);
});

it('adds, takes and sets, and says what is wrong with what does not fit', async () => {
  const { where, balance } = await served();
  const ada = person('ada');
  expect(await api.put(balance(ada.id), { amount: 90, set: true, reason: 'start' })).toMatchObject({ status: 200, body: { balance_after: 90 } });
  expect(await api.put(balance(ada.id), { amount: -40, reason: 'fine' })).toMatchObject({ status: 200, body: { balance_before: 90, balance_after: 50 } });
  expect(await api.put(balance(ada.id), { amount: -60, reason: 'fine' })).toMatchObject({ status: 409, body: { error: { code: 'insufficient' } } });
  for (const [body, field] of [[{ amount: 0, reason: 'x' }, 'amount'], [{ amount: 1.5, reason: 'x' }, 'amount'], [{ amount: 5 }, 'reason'], ['[]', '']] as const) {
    const answer = await api.put(balance(ada.id), body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid', fields: [{ path: field }] } } });
  }
  for (const text of ['{"amount":', '['.repeat(200) + ']'.repeat(200)]) expect(await api.put(balance(ada.id), text)).toMatchObject({ status: 400 });
  expect(await balanceOf(where.id, ada.id)).toBe(50);
});

it('tells strangers nothing: no token, a forged one, an unknown server, an address that is none', async () => {
  const { where, balance } = await served();
  const path = balance(freshId());
  expect(await call(null, 'PUT', path, { amount: 1, reason: 'x' })).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
  const forged = await call(null, 'PUT', path, { amount: 1, reason: 'x' }, { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' });
  expect(forged.status).toBe(401);
  const unknown = freshId();
  expect(await api.put(`/api/${unknown}/users/${freshId()}/balance`, { amount: 1, reason: 'x' })).toMatchObject({ status: 404 });
  expect(await env.DB.prepare('SELECT 1 FROM placement WHERE guild = ?1').bind(unknown).first()).toBeNull();
  expect(await api.get(`/api/${where.id}/nothing`)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  expect(await api.get('/api/1234/users')).toMatchObject({ status: 404 });
  people.guild(where.id, { owner: freshId(), roles: {}, members: {} });
  const stranger = { ...OPERATOR, kind: 'discord' as const, id: freshId() };
  expect(await call(stranger, 'PUT', path, { amount: 1, reason: 'x' })).toMatchObject({ status: 404 });
});
