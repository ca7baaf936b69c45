import type { ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import type { LogEntry, RequestLog } from './log.ts';
import type { SandboxEvents } from './view.ts';
import type { World } from './world.ts';

/** Changes within so many ms go out as one. */
const GATHER_MS = 40;
const PING_MS = 15_000;

/** The open pages of the stand-in, told what changed while it changes. */
export class LiveEvents {
  private readonly streams = new Set<ServerResponse>();
  private readonly faults: Faults;
  private entries: LogEntry[] = [];
  private changed = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly ping: NodeJS.Timeout;

  constructor(world: World, log: RequestLog, faults: Faults) {
    this.faults = faults;
    world.onChange = () => this.soon(() => { this.changed = true; });
    log.onEntry = (entry) => this.soon(() => this.entries.push(entry));
    faults.onChange = () => this.soon(() => undefined);
    this.ping = setInterval(() => this.write(': ping\n\n'), PING_MS).unref();
  }

  /** Makes an answer a stream of events that lasts until either side ends it. */
  open(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }

  close(): void {
    clearInterval(this.ping);
    clearTimeout(this.timer);
    for (const stream of this.streams) stream.end();
  }

  private soon(note: () => void): void {
    if (this.streams.size === 0) return;
    note();
    this.timer ??= setTimeout(() => this.tell(), GATHER_MS);
  }

  private tell(): void {
    this.timer = undefined;
    if (this.changed) this.send('change', {});
    this.send('log', { entries: this.entries, faults: this.faults.list() });
    this.changed = false;
    this.entries = [];
  }

  private send<Name extends keyof SandboxEvents>(name: Name, data: SandboxEvents[Name]): void {
    this.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }
}
