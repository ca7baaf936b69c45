import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { commandInteraction, deliver, guild, person, run } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';

beforeAll(migrate);
afterEach(() => vi.restoreAllMocks());

const evict = (guildId: string): Promise<void> => evictDurableObject(env.GUILD.get(env.GUILD.idFromName(guildId)));

async function payments(guildId: string): Promise<number> {
  const db = await databaseOf(guildId);
  return (await db.prepare("SELECT COUNT(*) AS n FROM entry WHERE guild = ?1 AND kind = 'pay'").bind(guildId).first<number>('n')) ?? 0;
}

test('one interaction twenty times in parallel has one effect and twenty equal answers, also after the object was evicted', async () => {
  const where = guild();
  const [mika, ada] = [person('mika'), person('ada')];
  await run(mika, where, '/daily');
  const once = commandInteraction(mika, where, '/pay', { user: ada, amount: 7 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(once)));
  await evict(where.id);
  const later = await Promise.all(Array.from({ length: 20 }, () => deliver(once)));
  expect(new Set([...answers, ...later].map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect(answers[0]?.text).toContain('paid');
  expect(await payments(where.id)).toBe(1);
});

test('a refusal is remembered: money that comes later does not turn its replay into an effect', async () => {
  const where = guild();
  const [mika, ada] = [person('mika'), person('ada')];
  const tooMuch = commandInteraction(mika, where, '/pay', { user: ada, amount: 60 });
  const refused = await deliver(tooMuch);
  expect(refused.text).toContain('not enough');
  await run(mika, where, '/daily');
  const again = await deliver(tooMuch);
  expect(again.text).toBe(refused.text);
  expect(await payments(where.id)).toBe(0);
});

test('the same id with other contents is refused', async () => {
  const where = guild();
  const [mika, ada] = [person('mika'), person('ada')];
  await run(mika, where, '/daily');
  const first = commandInteraction(mika, where, '/pay', { user: ada, amount: 7 }) as { id: string };
  await deliver(first);
  const forged = { ...commandInteraction(mika, where, '/pay', { user: ada, amount: 8 }), id: first.id };
  expect((await deliver(forged)).text).toContain('different contents');
  expect(await payments(where.id)).toBe(1);
});

test('of a burst of fifty changes one to five go through, and the rest hear when to come back; eviction does not help', async () => {
  const where = guild();
  const [mika, ada] = [person('mika'), person('ada')];
  await run(mika, where, '/daily');
  const burst = (): Promise<string[]> =>
    Promise.all(Array.from({ length: 25 }, async () => (await run(mika, where, '/pay', { user: ada, amount: 1 })).text));
  const first = await burst();
  await evict(where.id);
  const second = await burst();
  const answers = [...first, ...second];
  const paid = answers.filter((text) => text.includes('paid')).length;
  expect(paid).toBeGreaterThanOrEqual(1);
  expect(paid).toBeLessThanOrEqual(4);
  expect(second.filter((text) => text.includes('paid'))).toHaveLength(0);
  expect(answers.filter((text) => /too fast.*<t:\d+:R>/s.test(text))).toHaveLength(50 - paid);
  expect(await payments(where.id)).toBe(paid);
});

test('another member is not held up by the burst of one', async () => {
  const where = guild();
  const [mika, ada] = [person('mika'), person('ada')];
  await Promise.all(Array.from({ length: 20 }, () => run(mika, where, '/pay', { user: ada, amount: 1 })));
  expect((await run(ada, where, '/daily')).text).toContain('received');
});

test('a slow run is deferred after two seconds and the original is edited, with retries while Discord does not know it', async () => {
  const where = guild();
  const mika = person('mika');
  await run(mika, where, '/ping');
  const edits: { url: string; body: string }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    edits.push({ url: String(input), body: String(init?.body) });
    if (edits.length === 1) return Response.json({ code: 10_015, message: 'Unknown Webhook' }, { status: 404 });
    return Response.json({});
  });
  const db = await databaseOf(where.id);
  const prepare = db.constructor.prototype.prepare;
  vi.spyOn(db.constructor.prototype, 'prepare').mockImplementation(function slow(this: unknown, ...args: unknown[]) {
    const statement = prepare.apply(this, args);
    if (!String(args[0]).includes('SELECT 1')) return statement;
    const first = statement.first.bind(statement);
    statement.first = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_300));
      return first();
    };
    return statement;
  });
  const answer = await deliver(commandInteraction(mika, where, '/ping', {}, { token: 'deferred-token' }));
  expect(answer).toMatchObject({ type: 5, private: true });
  await vi.waitFor(() => expect(edits).toHaveLength(2), { timeout: 60_000 });
  expect(edits[1]?.url).toContain('/deferred-token/messages/@original');
  expect(edits[1]?.body).toContain('Coffer');
});
