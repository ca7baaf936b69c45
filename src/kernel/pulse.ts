/** What happens too often to be written each time it does; only the last moment counts. */
export type Pulse = 'interaction' | 'discord.event' | 'discord.answered' | 'discord.failed' | 'cron';

export interface Beat {
  /** Milliseconds since 1970. */
  at: number;
  detail: string;
}

const beats = new Map<Pulse, Beat>();
let heard: (() => void) | undefined;

/** Notes that something happened, in this isolate's memory. */
export function beat(name: Pulse, detail = ''): void {
  beats.set(name, { at: Date.now(), detail });
  heard?.();
}

/** The last beats that this isolate knows of. */
export function lastBeats(): ReadonlyMap<Pulse, Beat> {
  return beats;
}

/** Calls `listener` at every further beat; it must neither throw nor wait. The entry of the Worker alone calls it. */
export function onBeat(listener: () => void): void {
  heard = listener;
}
