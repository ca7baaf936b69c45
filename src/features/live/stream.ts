import { listenTo, type LiveEvent, type Place } from '../../guild/live.stub.ts';
import type { Env } from '../../kernel/env.ts';
import { log } from '../../kernel/log.ts';
import { linesOf } from './lines.ts';
import { idOf } from './places.ts';

/** Milliseconds that events gather before they are sent together. */
const BATCH_MS = 100;
/** Milliseconds between comments that keep the connection open. */
const PING_MS = 15_000;
/** Milliseconds between looks at whether the listener may still hear. */
const RECHECK_MS = 30_000;
/** Milliseconds that a browser waits before it connects again. */
const RETRY_MS = 2_000;

/** Topics that no filter leaves out. */
const ALWAYS = new Set(['resync', 'test']);

export interface Listening {
  env: Env;
  guilds: string[];
  /** Topics that are wanted; null is all. */
  topics: Set<string> | null;
  /** Where each guild's events go on from. */
  places: Map<string, Place>;
  /** Whether the listener may still hear of a guild. */
  may: (guild: string) => Promise<boolean>;
}

/** Several guilds' events as one stream of server-sent events (WHATWG HTML, section 9.2). */
export function eventStream(listening: Listening): ReadableStream<Uint8Array> {
  const merged = new Merged(listening);
  return new ReadableStream<Uint8Array>({ start: (controller) => merged.start(controller), cancel: () => merged.stop() });
}

class Merged {
  readonly #of: Listening;
  readonly #encoder = new TextEncoder();
  readonly #readers = new Map<string, ReadableStreamDefaultReader<Uint8Array>>();
  readonly #ready = new Set<string>();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #timers: ReturnType<typeof setInterval>[] = [];
  #gathered: { guild: string; event: LiveEvent }[] = [];
  #flushing: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(listening: Listening) {
    this.#of = listening;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    this.#write(`retry: ${RETRY_MS}\n\n`);
    this.#timers = [setInterval(() => this.#write(': ping\n\n'), PING_MS), setInterval(() => this.#recheck(), RECHECK_MS)];
    // One object that ends (restarted, deployed) ends the whole: the client connects again and goes on where it was.
    for (const guild of this.#of.guilds) {
      void this.#hear(guild)
        .catch((error: unknown) => this.#stopped || log('info', 'live.ended', { guild, error }))
        .then(() => this.#end());
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#flushing);
    for (const timer of this.#timers) clearInterval(timer);
    for (const [guild, reader] of this.#readers) {
      reader.cancel().catch((error: unknown) => log('info', 'live.cancel', { guild, error }));
    }
  }

  #end(): void {
    if (this.#stopped) return;
    this.stop();
    this.#controller?.close();
  }

  #write(text: string): void {
    if (!this.#stopped) this.#controller?.enqueue(this.#encoder.encode(text));
  }

  async #hear(guild: string): Promise<void> {
    const { env, places, topics } = this.#of;
    const reader = (await listenTo(env, guild, places.get(guild) ?? null)).getReader();
    this.#readers.set(guild, reader);
    if (this.#stopped) return reader.cancel();
    let instance = '';
    for await (const line of linesOf(reader)) {
      if ('instance' in line) {
        ({ instance } = line);
        // For who comes back what was missed is next, and each of it moves the place on.
        if (!places.has(guild)) places.set(guild, line);
        this.#isReady(guild);
      } else if ('event' in line) {
        places.set(guild, { seq: line.event.seq, instance });
        if (topics && !topics.has(line.event.topic) && !ALWAYS.has(line.event.topic)) continue;
        this.#gathered.push({ guild, event: line.event });
        this.#flushing ??= setTimeout(() => this.#flush(), BATCH_MS);
      }
    }
  }

  /** Says once that nothing from now on is missed. */
  #isReady(guild: string): void {
    this.#ready.add(guild);
    if (this.#ready.size < this.#of.guilds.length) return;
    this.#write(`event: ready\ndata: ${JSON.stringify({ guilds: this.#of.guilds })}\nid: ${idOf(this.#of.places)}\n\n`);
  }

  #flush(): void {
    this.#flushing = undefined;
    const groups = Map.groupBy(this.#gathered, ({ guild, event }) => `${event.topic} ${guild}`);
    this.#gathered = [];
    const messages = [...groups].map(([key, list]) => {
      const [topic, guild] = key.split(' ');
      return `event: ${topic}\ndata: ${JSON.stringify({ guild, topic, events: list.map(({ event }) => event) })}\n`;
    });
    // Only the last message carries the id: who loses the connection before it gets them all again.
    this.#write(`${messages.join('\n')}id: ${idOf(this.#of.places)}\n\n`);
  }

  /** Ends the stream when the listener has lost a right. Unsure is no: the client asks again and is told. */
  #recheck(): void {
    for (const guild of this.#of.guilds) {
      this.#of.may(guild)
        .catch((error: unknown) => {
          log('warn', 'live.recheck', { guild, error });
          return false;
        })
        .then((still) => still || this.#end())
        .catch((error: unknown) => log('error', 'live.end', { guild, error }));
    }
  }
}
