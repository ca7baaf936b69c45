import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Row } from '../../db/database.ts';
import type { CommandDefinition } from '../rows.ts';
import { isCommandGone } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import type { Reply } from './paced.ts';
import { ROUTE } from './routes.ts';

const CHAT = 1;

const ROW = 'guild = ?1 AND name = ?2';
const READ_SQL = `SELECT definition, command_id, wanted, shown, removed FROM guild_command WHERE ${ROW}`;
const SHOWN_SQL = `UPDATE guild_command SET command_id = ?3, shown = ?4, state = IIF(wanted = ?4, 'synced', 'pending_sync'), error = '',
    updated_at = ?5 WHERE ${ROW}`;
const DROP_SQL = `DELETE FROM guild_command WHERE ${ROW} AND wanted = ?3`;
const FORGET_SQL = `UPDATE guild_command SET command_id = NULL WHERE ${ROW}`;
const FAILED_SQL = `UPDATE guild_command SET state = 'failed', error = ?3, updated_at = ?4 WHERE ${ROW}`;

interface Wanted {
  name: string;
  definition: CommandDefinition;
  commandId: string | null;
  wanted: number;
  removed: boolean;
}

const DONE: Reply = { kind: 'done', body: null };

const pathOf = ({ discord, guild }: GuildRun): string => `/applications/${discord.applicationId}/guilds/${guild}/commands`;

async function write({ house, guild }: GuildRun, sql: string, params: unknown[]): Promise<Row[]> {
  const [rows = []] = await house.database.batch([{ sql, params: [guild, ...params] }]);
  return rows;
}

/**
 * Brings a command of the server in Discord to what its row says now: of many changes only the latest is sent, and in
 * whatever order deliveries come, the row decides.
 */
export async function syncCommand(run: GuildRun, name: string): Promise<Reply> {
  const [row] = await write(run, READ_SQL, [name]);
  if (!row) return DONE;
  const removed = row['removed'] === 1;
  if (!removed && row['wanted'] === row['shown']) return DONE;
  const command: Wanted = {
    // Written by registerCommand() in discord/rows.ts alone, whose definition has this type.
    name, definition: JSON.parse(String(row['definition'])) as CommandDefinition,
    commandId: row['command_id'] === null ? null : String(row['command_id']), wanted: Number(row['wanted']), removed,
  };
  return removed ? remove(run, command) : save(run, command);
}

/** Discord takes a command of the same name for the same command, so asking twice makes no second one. */
async function save(run: GuildRun, { name, definition, wanted }: Wanted): Promise<Reply> {
  const call = { method: 'POST' as const, path: pathOf(run), body: { type: CHAT, name, ...definition } };
  const reply = await run.discord.send(ROUTE.createCommand(run.guild), call);
  if (reply.kind !== 'done') return reply;
  await write(run, SHOWN_SQL, [name, (reply.body as APIApplicationCommand).id, wanted, run.clock()]);
  return DONE;
}

async function remove(run: GuildRun, { name, commandId, wanted }: Wanted): Promise<Reply> {
  let id = commandId;
  if (id === null) {
    // The answer to its creation may have been lost: Discord is asked whether it has one of that name.
    const listed = await run.discord.send(ROUTE.listCommands(run.guild), { method: 'GET', path: pathOf(run) });
    if (listed.kind !== 'done') return listed;
    id = (listed.body as APIApplicationCommand[]).find((each) => each.name === name && each.type === CHAT)?.id ?? null;
  }
  if (id !== null) {
    const reply = await run.discord.send(ROUTE.deleteCommand(run.guild), { method: 'DELETE', path: `${pathOf(run)}/${id}` });
    if (reply.kind !== 'done' && !(reply.kind === 'refused' && isCommandGone(reply))) return reply;
  }
  await write(run, DROP_SQL, [name, wanted]);
  // Still there where it was saved again meanwhile: then it is a new one for Discord.
  await write(run, FORGET_SQL, [name]);
  return DONE;
}

/** The command's own row says why nothing more is tried. */
export async function failCommand(run: GuildRun, name: string, error: string): Promise<void> {
  await write(run, FAILED_SQL, [name, error, run.clock()]);
}
