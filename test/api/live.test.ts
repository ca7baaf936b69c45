import { beforeAll, expect, it } from 'vitest';
import { evictDurableObject } from 'cloudflare:test';
import { signAccess } from '../../src/features/access/token.ts';
import { api, call, OPERATOR } from '../harness/api.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, fetchWorker, freshId, guild, person, run, type Guild } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';

beforeAll(migrate);

interface Message {
  event: string;
  id: string;
  data: any;
}

/** Reads server-sent events until there are enough; comments are collected beside them. */
class Listener {
  readonly messages: Message[] = [];
  readonly comments: string[] = [];
  readonly status: number;
  ended = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #closed = false;

  constructor(response: Response) {
    this.status = response.status;
    this.#reader = response.status === 200 ? response.body?.getReader() : undefined;
    if (this.#reader) {
      this.#read(this.#reader).catch((error: unknown) => {
        // A reader that is cancelled while it waits throws here.
        if (!this.#closed) throw error;
      });
    }
  }

  static async open(query: string, headers: Record<string, string> = {}, token?: string): Promise<Listener> {
    const bearer = token ?? (await signAccess(env.JWT_SECRET_KEY ?? '', OPERATOR, Date.now()));
    return new Listener(await fetchWorker(new Request(`http://coffer.test/api/stream?${query}`, { headers: { authorization: `Bearer ${bearer}`, ...headers } })));
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      rest += decoder.decode(read.value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
    this.ended = true;
  }

  #take(block: string): void {
    const field = (name: string): string => block.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
    if (block.startsWith(':')) this.comments.push(block);
    else if (field('data')) this.messages.push({ event: field('event'), id: field('id'), data: JSON.parse(field('data')) });
  }

  /** The events of a topic so far. */
  of(topic: string): any[] {
    return this.messages.filter(({ event }) => event === topic).flatMap(({ data }) => data.events ?? [data]);
  }

  get lastId(): string {
    return this.messages.findLast(({ id }) => id !== '')?.id ?? '';
  }

  async until(holds: () => boolean, ms = 10_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${JSON.stringify(this.messages).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#reader?.cancel();
  }
}

async function place(): Promise<{ where: Guild; ada: ReturnType<typeof person>; mika: ReturnType<typeof person> }> {
  const where = guild();
  await configure(where, { limits: NO_RATE, currency: { start: 1_000 } });
  return { where, ada: person('ada'), mika: person('mika') };
}

const seqs = (listener: Listener): number[] => listener.of('transactions').map(({ seq }) => seq);

it('tells what was committed, in order, to those who listen, with filters by server and topic', async () => {
  const { where, ada, mika } = await place();
  const other = await place();
  const all = await Listener.open(`guilds=${where.id}`);
  const both = await Listener.open(`guilds=${where.id},${other.where.id}&events=transactions`);
  for (const listener of [all, both]) await listener.until(() => listener.messages.some(({ event }) => event === 'ready'));
  for (let n = 0; n < 5; n += 1) await run(ada, where, '/pay', { user: mika, amount: 10 });
  await run(admin(), where, '/config currency', { name: 'shells' });
  await run(other.ada, other.where, '/pay', { user: other.mika, amount: 1 });
  await all.until(() => all.of('config').length === 1 && seqs(all).length >= 7);
  await both.until(() => both.messages.some(({ data }) => data.guild === other.where.id));
  const told = seqs(all);
  expect(told).toEqual([...told].sort((left, right) => left - right));
  expect(new Set(told).size).toBe(told.length);
  expect(all.of('transactions').filter(({ kind }) => kind === 'pay')).toHaveLength(5);
  expect(all.messages.every(({ data }) => data.guild === undefined || data.guild === where.id)).toBe(true);
  expect(both.of('config')).toEqual([]);
  const { body } = await api.post('/api/stream/test', { server_id: where.id });
  expect(body).toEqual({ servers: 1, listeners: 2 });
  await both.until(() => both.of('test').length === 1);
  await Promise.all([all.close(), both.close()]);
});

it('goes on from Last-Event-ID without loss: from memory, and from the entries after an eviction', async () => {
  const { where, ada, mika } = await place();
  const pay = () => run(ada, where, '/pay', { user: mika, amount: 1 });
  await pay();
  const first = await Listener.open(`guilds=${where.id}`);
  await first.until(() => first.lastId !== '');
  await pay();
  await first.until(() => seqs(first).length > 0);
  const left = first.lastId;
  const seen = seqs(first).at(-1) ?? 0;
  await first.close();
  expect(left).toMatch(new RegExp(`^${where.id}:${seen}\\.`));
  for (let n = 0; n < 3; n += 1) await pay();
  await run(admin(), where, '/config currency', { name: 'pearls' });
  const second = await Listener.open(`guilds=${where.id}`, { 'last-event-id': left });
  await second.until(() => second.of('config').length === 1 && seqs(second).length === 3);
  expect(seqs(second)).toEqual([seen + 1, seen + 2, seen + 3]);
  expect(second.of('resync')).toEqual([]);
  const later = second.lastId;
  await second.close();

  for (let n = 0; n < 2; n += 1) await pay();
  await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)));
  const third = await Listener.open(`guilds=${where.id}`, { 'last-event-id': later });
  // What the former object told of records is not known: the client reads them again.
  await third.until(() => third.of('resync').length === 1);
  expect(seqs(third)).toEqual([seen + 4, seen + 5]);
  await third.close();
});

it('fifty payments at once reach every listener once each, while listeners come and go', async () => {
  const { where, ada, mika } = await place();
  await run(ada, where, '/pay', { user: mika, amount: 1 });
  const steady = await Listener.open(`guilds=${where.id}`);
  await steady.until(() => steady.lastId !== '');
  const paying = Promise.all(Array.from({ length: 50 }, () => run(ada, where, '/pay', { user: mika, amount: 1 })));
  const late = await Listener.open(`guilds=${where.id}`, { 'last-event-id': steady.messages[0]?.id ?? '' });
  await paying;
  for (const listener of [steady, late]) {
    await listener.until(() => seqs(listener).length >= 50);
    expect(new Set(seqs(listener)).size).toBe(50);
    expect(seqs(listener)).toHaveLength(50);
  }
  await Promise.all([steady.close(), late.close()]);
});

it('is for who may see the server, and ends when that is lost', async () => {
  const { where } = await place();
  const stranger = { ...OPERATOR, kind: 'discord' as const, id: freshId() };
  expect(await call(stranger, 'GET', `/api/stream?guilds=${where.id}`)).toMatchObject({ status: 404 });
  expect(await call(null, 'GET', `/api/stream?guilds=${where.id}`)).toMatchObject({ status: 401 });
  expect(await api.get(`/api/stream?guilds=${freshId()}`)).toMatchObject({ status: 404 });
  expect(await api.get('/api/stream?guilds=1,2')).toMatchObject({ status: 400 });
  // A token that runs out five seconds from now: the look after thirty finds it so.
  const token = await signAccess(env.JWT_SECRET_KEY ?? '', OPERATOR, Date.now() - 15 * 60_000 + 5_000);
  const listener = await Listener.open(`guilds=${where.id}`, {}, token);
  expect(listener.status).toBe(200);
  await listener.until(() => listener.ended, 60_000);
  expect(listener.comments).toContain(': ping');
});
