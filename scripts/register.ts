import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { registrationPayload } from '../src/app/registry.ts';
import { DISCORD_API } from '../src/discord/http.ts';
import { isSnowflake } from '../src/kernel/snowflake.ts';
import { sha256 } from '../src/ledger/hash.ts';
import { keptCommands, nameOf, type Definition } from './register/kept.ts';
import { parseSettingsFile, settingsFile } from './settings.ts';

/** Where is kept what was sent, by API, application and scope. */
const SENT_FILE = '.coffer/registered.json';

const PAYLOAD_FILE = 'scripts/register/payload.json';

const USAGE = `Registers the slash commands with Discord.
  npm run register -- --global          for every server (Discord may take a minute to show them)
  npm run register -- --guild ID        for one server, at once; its own commands (/cc) stay
  npm run register -- --dev             for the server in DISCORD_DEV_GUILD
  npm run register -- --print           prints the payload and sends nothing
  npm run payload                       writes it to scripts/register/payload.json, which is committed
Add --force to send a set that has not changed. Needs DISCORD_APPLICATION_ID and DISCORD_TOKEN.`;

class Stop extends Error {}

const file = parseSettingsFile(settingsFile('.env') ?? '');

/** The environment beats the file. */
const given = (name: string): string | undefined => process.env[name] || file[name];

function setting(name: string, fits: (value: string) => boolean): string {
  const value = given(name) ?? '';
  if (!fits(value)) throw new Stop(`${name} is ${value === '' ? 'missing' : 'malformed'}: set it in the environment or in .env`);
  return value;
}

function scopePath(values: { global?: boolean; guild?: string; dev?: boolean }): string {
  const chosen = [values.global, values.guild !== undefined, values.dev].filter(Boolean).length;
  if (chosen !== 1) throw new Stop(USAGE);
  const application = setting('DISCORD_APPLICATION_ID', isSnowflake);
  if (values.global) return `/applications/${application}/commands`;
  const guild = values.guild ?? setting('DISCORD_DEV_GUILD', isSnowflake);
  if (!isSnowflake(guild)) throw new Stop(`--guild takes the id of a server, not "${guild}"`);
  return `/applications/${application}/guilds/${guild}/commands`;
}

/** A set that was sent: its hash, and the names in it. */
interface Sent {
  hash: string;
  names: string[];
}

function sentBefore(): Record<string, Sent> {
  return existsSync(SENT_FILE) ? (JSON.parse(readFileSync(SENT_FILE, 'utf8')) as Record<string, Sent>) : {};
}

async function discord(url: string, init: RequestInit = {}): Promise<Definition[]> {
  const token = setting('DISCORD_TOKEN', (value) => value.length > 0);
  const response = await fetch(url, {
    ...init, headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json', 'User-Agent': 'DiscordBot (https://github.com/coffer, 0.1.0)' },
  });
  const answer = await response.text();
  if (!response.ok) throw new Stop(`Discord refused the commands (${response.status}): ${answer.slice(0, 2_000)}`);
  return JSON.parse(answer) as Definition[];
}

async function register(path: string, force: boolean): Promise<string> {
  const url = (given('DISCORD_API_BASE') ?? DISCORD_API) + path;
  const payload = registrationPayload();
  const hash = sha256(JSON.stringify(payload));
  const sent = sentBefore();
  if (!force && sent[url]?.hash === hash) return `${payload.length} commands, unchanged since they were last sent: skipped.`;
  const kept = path.includes('/guilds/') ? keptCommands(await discord(`${url}?with_localizations=true`), payload, sent[url]?.names ?? []) : [];
  await discord(url, { method: 'PUT', body: JSON.stringify([...payload, ...kept]) });
  mkdirSync('.coffer', { recursive: true });
  writeFileSync(SENT_FILE, JSON.stringify({ ...sent, [url]: { hash, names: payload.map(nameOf) } }, null, 2));
  const own = kept.length === 0 ? '' : ` Kept, as the server's own: ${kept.map(({ name }) => String(name)).join(', ')}.`;
  return `${payload.length} commands registered.${own}`;
}

try {
  const { values } = parseArgs({
    options: { global: { type: 'boolean' }, guild: { type: 'string' }, dev: { type: 'boolean' }, print: { type: 'boolean' }, write: { type: 'boolean' }, force: { type: 'boolean' } },
  });
  const printed = `${JSON.stringify(registrationPayload(), null, 2)}\n`;
  if (values.write) writeFileSync(PAYLOAD_FILE, printed);
  else if (values.print) process.stdout.write(printed);
  else console.log(await register(scopePath(values), values.force === true));
} catch (error) {
  const plain = error instanceof Stop || (error instanceof TypeError && 'code' in error);
  console.error(plain ? (error as Error).message : error);
  process.exitCode = 1;
}
