import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { registrationPayload } from '../src/app/registry.ts';
import { DISCORD_API } from '../src/discord/http.ts';
import { isSnowflake } from '../src/kernel/snowflake.ts';
import { sha256 } from '../src/ledger/hash.ts';
import { parseSettingsFile, settingsFile } from './settings.ts';

/** Where the hashes of the sets that were sent are kept, by API, application and scope. */
const SENT_FILE = '.coffer/registered.json';

const PAYLOAD_FILE = 'scripts/register/payload.json';

const USAGE = `Registers the slash commands with Discord.
  npm run register -- --global          for every server (Discord may take a minute to show them)
  npm run register -- --guild ID        for one server, at once
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

function sentHashes(): Record<string, string> {
  return existsSync(SENT_FILE) ? (JSON.parse(readFileSync(SENT_FILE, 'utf8')) as Record<string, string>) : {};
}

async function register(path: string, force: boolean): Promise<string> {
  const api = given('DISCORD_API_BASE') ?? DISCORD_API;
  const token = setting('DISCORD_TOKEN', (value) => value.length > 0);
  const payload = registrationPayload();
  const body = JSON.stringify(payload);
  const sent = sentHashes();
  if (!force && sent[api + path] === sha256(body)) return `${payload.length} commands, unchanged since they were last sent: skipped.`;
  const response = await fetch(api + path, {
    method: 'PUT', body,
    headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json', 'User-Agent': 'DiscordBot (https://github.com/coffer, 0.1.0)' },
  });
  const answer = await response.text();
  if (!response.ok) throw new Stop(`Discord refused the commands (${response.status}): ${answer.slice(0, 2_000)}`);
  mkdirSync('.coffer', { recursive: true });
  writeFileSync(SENT_FILE, JSON.stringify({ ...sent, [api + path]: sha256(body) }, null, 2));
  return `${payload.length} commands registered.`;
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
