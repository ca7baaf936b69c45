import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { customCommand, customCommandCreation, guildCommand } from '../../db/schema/customcommands.ts';
import { DAY_MS } from '../../kernel/clock.ts';

/** Commands of its own that Discord takes from one server, and new ones in 24 hours; the triggers hold both. */
export const COMMANDS_MAX = 100;
export const NEW_A_DAY_MAX = 200;

export type CustomCommand = typeof customCommand.$inferSelect;

/** How Discord has a command. */
export interface Sync {
  state: 'pending' | 'registered' | 'failed';
  commandId: string | null;
  error: string;
}

export type Listed = CustomCommand & { sync: Sync };

/** Written out, not bound: SQLite takes the partial index only for a number that it sees. */
const LIVE = sql`${customCommand.removed} = 0`;

const STATES = { pending_sync: 'pending', synced: 'registered', failed: 'failed' } as const;

const listing = {
  command: customCommand, state: guildCommand.state, commandId: guildCommand.commandId, error: guildCommand.error,
};

interface Row {
  command: CustomCommand;
  state: keyof typeof STATES | null;
  commandId: string | null;
  error: string | null;
}

const listed = ({ command, state, commandId, error }: Row): Listed => ({
  ...command, sync: { state: STATES[state ?? 'pending_sync'], commandId, error: error ?? '' },
});

/** The row of a name, removed or not; undefined where there never was one. One row by primary key. */
export async function readRow(ctx: Context, name: string): Promise<CustomCommand | undefined> {
  const [row] = await ctx.db.select().from(customCommand).where(and(eq(customCommand.guild, ctx.guildId), eq(customCommand.name, name))).limit(1);
  return row;
}

/** Commands by name, after one and so many; with how Discord has them. Two rows read a command, by index. */
export async function readList(ctx: Context, { after = '', limit, skip = 0 }: { after?: string; limit: number; skip?: number }): Promise<Listed[]> {
  const rows = await ctx.db.select(listing).from(customCommand)
    .leftJoin(guildCommand, and(eq(guildCommand.guild, customCommand.guild), eq(guildCommand.name, customCommand.name)))
    .where(and(eq(customCommand.guild, ctx.guildId), LIVE, gt(customCommand.name, after)))
    .orderBy(asc(customCommand.name)).limit(limit).offset(skip);
  return rows.map(listed);
}

/** Commands that the server has; at most COMMANDS_MAX rows are read. */
export async function countCommands(ctx: Context): Promise<number> {
  const [row] = await ctx.db.select({ n: sql<number>`COUNT(*)` }).from(customCommand).where(and(eq(customCommand.guild, ctx.guildId), LIVE));
  return row?.n ?? 0;
}

/** New commands of the last 24 hours, and when the oldest of them was made (ms). */
export async function readCreations(ctx: Context): Promise<{ count: number; oldest: number }> {
  const [row] = await ctx.db
    .select({ count: sql<number>`COUNT(*)`, oldest: sql<number>`COALESCE(MIN(${customCommandCreation.at}), 0)` })
    .from(customCommandCreation)
    .where(and(eq(customCommandCreation.guild, ctx.guildId), gt(customCommandCreation.at, ctx.now - DAY_MS)));
  return row ?? { count: 0, oldest: 0 };
}
