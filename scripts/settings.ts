import { existsSync, readFileSync } from 'node:fs';
import { DISCORD_API } from '../src/discord/http.ts';
import { isSnowflake } from '../src/kernel/snowflake.ts';

/** What the Worker has to know of its Discord application. */
export interface Application {
  publicKey: string;
  applicationId: string;
  token: string;
}

/** Who may sign in to the API; null where the settings do not say. */
export interface AccessSettings {
  username: string | null;
  password: string | null;
  /** What tokens are signed with. */
  secret: string | null;
  /** Secret of the application for signing in with Discord. */
  clientSecret: string | null;
  /** Where the API is reached from outside, as an origin. */
  publicUrl: string | null;
}

export interface Settings {
  /** Where the Worker listens. */
  port: number;
  /** Where the stand-in for Discord listens. */
  sandboxPort: number;
  /** The real application, or null: the stand-in takes its place. */
  application: Application | null;
  /** Base of the REST API as the settings give it; null: the stand-in's own. */
  apiBase: string | null;
  access: AccessSettings;
}

/** A setting is missing or malformed; the message is one plain line that names it. */
export class SettingError extends Error {}

type Source = Record<string, string | undefined>;

const PORT_DEFAULT = 8787;
/** The stand-in listens this far above PORT; PORT+1 is the dashboard's. */
const SANDBOX_OFFSET = 2;
const PORT_MAX = 65_535 - SANDBOX_OFFSET;
/** As features/access asks for it: HS256 wants a key of 32 bytes. */
const SECRET_MIN = 32;
const PASSWORD = { min: 8, max: 1_000 };
const USERNAME_MAX = 200;
const APPLICATION = ['DISCORD_PUBLIC_KEY', 'DISCORD_APPLICATION_ID', 'DISCORD_TOKEN'] as const;

/** The lines NAME=value of a settings file; quotes around a value fall, empty lines and lines with # are skipped. */
export function parseSettingsFile(text: string): Source {
  const settings: Source = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) throw new SettingError(`.env, line ${index + 1}: expected NAME=value`);
    const [, name = '', value = ''] = match;
    settings[name] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return settings;
}

function portOf(text: string | undefined): number {
  if (text === undefined) return PORT_DEFAULT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= PORT_MAX) return port;
  throw new SettingError(`PORT is malformed: expected a number from 1 to ${PORT_MAX}, not "${text}"`);
}

function apiBaseOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const address = URL.parse(text);
  const fits = address !== null && /^https?:$/.test(address.protocol) && address.search === '' && address.hash === '';
  if (!fits) throw new SettingError(`DISCORD_API_BASE is malformed: expected an address like ${DISCORD_API}, not "${text}"`);
  return text.replace(/\/+$/, '');
}

/** All three or none. A token's value is never repeated in a message. */
function applicationOf(get: (name: string) => string | undefined): Application | null {
  const [publicKey, applicationId, token] = APPLICATION.map(get);
  const given = APPLICATION.filter((name) => get(name) !== undefined);
  if (given.length === 0) return null;
  const missing = (name: string): never => {
    throw new SettingError(`${name} is missing: ${given.join(' and ')} ${given.length === 1 ? 'is' : 'are'} set, and a real application needs ${APPLICATION.join(', ')}`);
  };
  if (publicKey === undefined) return missing('DISCORD_PUBLIC_KEY');
  if (!/^[0-9a-f]{64}$/i.test(publicKey)) throw new SettingError('DISCORD_PUBLIC_KEY is malformed: expected the 64 hexadecimal digits of the developer portal');
  if (applicationId === undefined) return missing('DISCORD_APPLICATION_ID');
  if (!isSnowflake(applicationId)) throw new SettingError(`DISCORD_APPLICATION_ID is malformed: expected an id of 15 to 20 digits, not "${applicationId}"`);
  if (token === undefined) return missing('DISCORD_TOKEN');
  if (/\s/.test(token) || /^Bot\b/i.test(token)) throw new SettingError('DISCORD_TOKEN is malformed: expected the bare token, without "Bot" and without spaces');
  return { publicKey: publicKey.toLowerCase(), applicationId, token };
}

/** A value that is refused is never repeated in a message: all but the name and the address are secrets. */
function accessOf(get: (name: string) => string | undefined): AccessSettings {
  const given = (name: string, fits: (value: string) => boolean, expected: string): string | null => {
    const value = get(name);
    // The Worker's file of settings has one line a setting, in one of two kinds of quotes.
    if (value !== undefined && (/\p{Cc}/u.test(value) || (value.includes("'") && value.includes('`')) || !fits(value))) {
      throw new SettingError(`${name} is malformed: expected ${expected}`);
    }
    return value ?? null;
  };
  const publicUrl = given('PUBLIC_URL', (value) => {
    const url = URL.parse(value);
    return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  }, 'an address without a path, like https://coffer.example');
  return {
    username: given('ADMIN_USERNAME', ({ length }) => length <= USERNAME_MAX, `at most ${USERNAME_MAX} characters on one line`),
    password: given('ADMIN_PASSWORD', ({ length }) => length >= PASSWORD.min && length <= PASSWORD.max, `${PASSWORD.min} to ${PASSWORD.max} characters on one line, not with both ' and a backtick`),
    secret: given('JWT_SECRET_KEY', ({ length }) => length >= SECRET_MIN, `at least ${SECRET_MIN} random characters`),
    clientSecret: given('DISCORD_CLIENT_SECRET', (value) => /^[\w-]{16,100}$/.test(value), 'the secret of the developer portal, "OAuth2"'),
    publicUrl: publicUrl === null ? null : new URL(publicUrl).origin,
  };
}

/**
 * The settings: the environment beats the file, an empty value counts as not given.
 * @throws SettingError for the first that is missing or malformed.
 */
export function readSettings(environment: Source, file: string | null): Settings {
  const fallback = file === null ? {} : parseSettingsFile(file);
  const get = (name: string): string | undefined => environment[name]?.trim() || fallback[name] || undefined;
  const port = portOf(get('PORT'));
  const application = applicationOf(get);
  const apiBase = apiBaseOf(get('DISCORD_API_BASE')) ?? (application === null ? null : DISCORD_API);
  return { port, sandboxPort: port + SANDBOX_OFFSET, application, apiBase, access: accessOf(get) };
}

/** The text of the settings file, or null where there is none. */
export function settingsFile(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
