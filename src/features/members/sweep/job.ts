import { boundDatabases } from '../../../db/placement.ts';
import type { CronJob } from '../../../define/job.ts';
import { DiscordRest } from '../../../discord/rest.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../kernel/clock.ts';
import { keepFound, type Found } from '../known.ts';
import { askMember } from '../lookup.ts';
import { enlist, membersDue, nextSweeps, sweepDone, type Sweep } from './due.ts';
import { sweepByList } from './full-list.ts';

/** Calls to Discord of one tick: a Worker of the free plan has 50 in all. */
const CALLS_MAX = 30;
/** Look-ups of one guild and tick; six ticks an hour make 18. */
const PER_GUILD = 3;
/** Guilds of one tick. */
const GUILDS_MAX = 10;
/** The longest that a guild waits for its full list again, or for another try where it was refused. */
const LIST_EVERY_MS = DAY_MS;

/** One guild's turn. Gives the calls that it may have made. */
async function sweepOne(d1: D1Database, rest: DiscordRest, sweep: Sweep, now: number): Promise<number> {
  const { guild } = sweep;
  if (now - sweep.listedAt >= LIST_EVERY_MS) {
    const calls = await sweepByList(d1, rest, guild, now);
    await sweepDone(d1, { ...sweep, listedAt: now }, now);
    return calls;
  }
  const { users, next } = await membersDue(d1, guild, sweep.after, PER_GUILD);
  const found: Found[] = [];
  const gone: string[] = [];
  let stop = false;
  for (const user of users) {
    const answer = await askMember(rest, guild, user);
    if (answer.kind === 'found') found.push(answer.found);
    else if (answer.kind === 'gone') gone.push(answer.user);
    else stop = true;
    if (stop) break;
  }
  await keepFound(d1, guild, found, gone, now);
  // A guild that Discord does not answer about goes to the end of the line with its place kept.
  await sweepDone(d1, { ...sweep, after: stop ? sweep.after : next }, now);
  return users.length;
}

/** Asks Discord for a few members at a time, oldest check first, so that leaving is noticed without the privileged intent. */
export const sweepMembers: CronJob = {
  name: 'members.sweep',
  cron: '*/10 * * * *',
  async run({ env, scheduledAt, now }) {
    const rest = new DiscordRest(env);
    let calls = 0;
    for (const d1 of boundDatabases(env).values()) {
      if (scheduledAt % HOUR_MS < 10 * MINUTE_MS) await enlist(d1, now);
      for (const sweep of await nextSweeps(d1, scheduledAt, GUILDS_MAX)) {
        if (calls >= CALLS_MAX) return;
        calls += Math.max(1, await sweepOne(d1, rest, sweep, now));
      }
    }
  },
};
