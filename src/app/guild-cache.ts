import type { Settings } from '../kernel/settings.ts';
import type { Entrance } from '../guild/protocol.ts';

/** What this isolate knows of a guild. It may be old: every call to the object says which version it was built on. */
export interface KnownGuild {
  version: number;
  settings: Settings;
  database: string;
}

const GUILDS_MAX = 1_000;
const known = new Map<string, KnownGuild>();

export function knownGuild(guild: string): KnownGuild | undefined {
  return known.get(guild);
}

/** Takes over what the object said. Gives the guild as it is known now. */
export function learnGuild(guild: string, { current, database }: Entrance): KnownGuild | undefined {
  if (!current) return known.get(guild);
  if (known.size >= GUILDS_MAX) known.delete(known.keys().next().value ?? '');
  const learned = { version: current.version, settings: current.settings, database };
  known.set(guild, learned);
  return learned;
}
