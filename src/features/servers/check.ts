import { placeGuild } from '../../db/placement.ts';
import type { CronJob } from '../../define/job.ts';
import { DiscordError, DiscordRest } from '../../discord/rest.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import type { Env } from '../../kernel/env.ts';
import { log } from '../../kernel/log.ts';
import { dailyRun, stepOf, type DailyRun } from './daily.ts';

/** Servers that one tick looks at; Discord lists no more at once. */
const PAGE = 200;
/** Servers whose owner one tick asks for, where no event has told it. */
const OWNERS_PER_TICK = 10;
/** Hashes of events are kept for so long; Discord sends an event again for ten minutes. */
const EVENTS_KEPT_MS = DAY_MS;
/** Servers found removed in one look that get a line in the log each. */
const LOGGED_MAX = 10;

type Listed = Awaited<ReturnType<DiscordRest['ownGuilds']>>[number];
interface Known {
  guild: string;
  removed_at: number | null;
  owner_id: string | null;
}

const KNOWN_SQL = `SELECT server.guild, server.removed_at, server.owner_id FROM json_each(?1) AS listed
  CROSS JOIN server ON server.guild = listed.value`;
const PRESENT_SQL = `INSERT INTO server (guild, name, icon, owner_id, member_count, installed_at, installed_by, removed_at, checked_at)
  SELECT value ->> '$.id', value ->> '$.name', value ->> '$.icon', value ->> '$.owner', value ->> '$.members', NULL, NULL, NULL, ?2
  FROM json_each(?1) WHERE true
  ON CONFLICT (guild) DO UPDATE SET name = excluded.name, icon = excluded.icon, owner_id = COALESCE(excluded.owner_id, owner_id),
    member_count = COALESCE(excluded.member_count, member_count), removed_at = NULL, checked_at = excluded.checked_at`;
const REMOVED_SQL = 'UPDATE server SET removed_at = ?2 WHERE removed_at IS NULL AND checked_at < ?1 RETURNING guild';
/** Servers that used commands and were gone before anybody looked. */
const UNSEEN_SQL = `INSERT INTO server (guild, name, icon, owner_id, member_count, installed_at, installed_by, removed_at, checked_at)
  SELECT guild, '', NULL, NULL, NULL, NULL, NULL, ?2, 0 FROM placement
  WHERE at < ?1 AND guild <> '0' AND NOT EXISTS (SELECT 1 FROM server WHERE server.guild = placement.guild)`;
const FORGET_SQL = 'DELETE FROM webhook_event WHERE at < ?1';

async function ownersOf(rest: DiscordRest, guilds: string[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const guild of guilds.slice(0, OWNERS_PER_TICK)) {
    try {
      owners.set(guild, (await rest.guild(guild)).owner_id);
    } catch (error) {
      // Gone since the list was made; the next look will tell.
      if (!(error instanceof DiscordError) || error.status >= 500) throw error;
    }
  }
  return owners;
}

/** Stores one page of the servers that the bot is on, new ones and returned ones included. */
async function storePage(env: Env, rest: DiscordRest, listed: Listed[], now: number): Promise<D1PreparedStatement> {
  const ids = listed.map(({ id }) => id);
  const { results } = await env.DB.prepare(KNOWN_SQL).bind(JSON.stringify(ids)).all<Known>();
  const known = new Map(results.map((row) => [row.guild, row]));
  for (const id of ids) if (!known.has(id)) await placeGuild(env, id, now);
  const owners = await ownersOf(rest, ids.filter((id) => !known.get(id)?.owner_id));
  for (const { guild, removed_at: removed } of results) if (removed !== null) log('info', 'server.returned', { guild });
  const rows = listed.map(({ id, name, icon, approximate_member_count: members }) => ({ id, name, icon, members: members ?? null, owner: owners.get(id) ?? null }));
  return env.DB.prepare(PRESENT_SQL).bind(JSON.stringify(rows), now);
}

async function finish(env: Env, run: DailyRun, now: number): Promise<void> {
  const [gone] = await env.DB.batch<{ guild: string }>([
    env.DB.prepare(REMOVED_SQL).bind(run.startedAt, now), env.DB.prepare(UNSEEN_SQL).bind(run.startedAt, now),
    env.DB.prepare(FORGET_SQL).bind(now - EVENTS_KEPT_MS),
  ]);
  const removed = gone?.results ?? [];
  for (const { guild } of removed.slice(0, LOGGED_MAX)) log('info', 'server.removed', { guild });
  log('info', 'servers.checked', { removed: removed.length });
}

/**
 * Once a day, which servers the bot is on, in pages of one tick each: Discord tells of an installation by an event, but of
 * no removal. Whoever is missing gets `removed_at`, and nothing of theirs is deleted.
 */
export const checkServers: CronJob = {
  name: 'servers.check',
  cron: '*/10 * * * *',
  async run({ env, scheduledAt, now }) {
    const run = await dailyRun(env.DB, 'servers', Math.floor(scheduledAt / DAY_MS), now);
    if (run.done) return;
    const rest = new DiscordRest(env);
    let listed: Listed[];
    try {
      listed = await rest.ownGuilds(run.place || '0', PAGE);
    } catch (error) {
      // The run stays where it is: the next tick asks again.
      log('warn', 'servers.unchecked', { error });
      return;
    }
    const done = listed.length < PAGE;
    const store = await storePage(env, rest, listed, now);
    await env.DB.batch([store, stepOf(env.DB, run, { place: listed.at(-1)?.id ?? run.place, done: false })]);
    if (!done) return;
    await finish(env, run, now);
    await stepOf(env.DB, { ...run, place: listed.at(-1)?.id ?? run.place }, { place: '', done: true }).run();
  },
};
