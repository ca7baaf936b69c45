import { parseArgs } from 'node:util';

/** Something to tell the person in one line, without a stack. */
export class MonitorError extends Error {}

export interface MonitorOptions {
  /** Where the Worker is reached, without a slash at the end. */
  url: string;
  /** How to get an access token; null: only what everybody may see. */
  credentials: { token: string } | { username: string; password: string } | null;
  /** Prints one snapshot and ends. */
  once: boolean;
  everyMs: number;
}

type Source = Record<string, string | undefined>;

const EVERY_S = { default: 2, min: 1, max: 3_600 };

function urlOf(given: string | undefined): string {
  const url = given === undefined ? null : URL.parse(given);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return url.href.replace(/\/+$/, '');
  throw new MonitorError(given === undefined ? 'Where is Coffer? Start it with npm start, or give --url https://…' : `--url is malformed: expected https://…, not "${given}"`);
}

function credentialsOf(get: (name: string) => string | undefined): MonitorOptions['credentials'] {
  const [token, username, password] = ['COFFER_TOKEN', 'ADMIN_USERNAME', 'ADMIN_PASSWORD'].map(get);
  if (token) return { token };
  return username && password ? { username, password } : null;
}

/**
 * The options of the command line over the settings.
 * @param runningAt where `npm start` of this folder listens, or null
 * @throws MonitorError for what is malformed
 */
export function monitorOptions(args: string[], settings: Source, runningAt: string | null): MonitorOptions {
  const { values } = parseArgs({ args, options: { url: { type: 'string' }, once: { type: 'boolean', default: false }, every: { type: 'string' } } });
  const every = values.every === undefined ? EVERY_S.default : Number(values.every);
  if (!(every >= EVERY_S.min && every <= EVERY_S.max)) throw new MonitorError(`--every is malformed: expected ${EVERY_S.min} to ${EVERY_S.max} seconds, not "${values.every ?? ''}"`);
  const get = (name: string): string | undefined => settings[name]?.trim() || undefined;
  return { url: urlOf(values.url ?? get('COFFER_URL') ?? runningAt ?? undefined), credentials: credentialsOf(get), once: values.once, everyMs: every * 1_000 };
}
