import type { APIGuildMember } from 'discord-api-types/v10';
import { DiscordError } from '../../../discord/rest.ts';
import { log } from '../../../kernel/log.ts';
import { memberAccount, MINT } from '../../../ledger/accounts.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Operation, Outcome } from '../../../ledger/operation.ts';
import { advanceJob, claimJob, failJob, releaseJob, type Claim, type Progress } from './lease.ts';

/** Members that Discord gives in one call. */
const PAGE_MEMBERS = 1_000;
/** Pages of one slice: a slice has to end within the half minute that a Worker goes on after its answer. */
const PAGES_PER_SLICE = 5;
/** Operations of one call to the guild's object. */
const POST_MAX = 250;
/** Milliseconds until a job whose page failed is tried again. */
const RETRY_MS = 20_000;

/** What a slice works with; the command and the cron job make it from what they have. */
export interface SliceTools {
  database: D1Database;
  listMembers(guild: string, after: string, limit: number): Promise<APIGuildMember[]>;
  post(ops: Operation[]): Promise<Outcome[]>;
  now(): number;
}

/** Works on a job for some pages. Safe to run anywhere at any time: the claim keeps two workers apart, the keys pay once. */
export async function runSlice(tools: SliceTools, guild: string, id: string): Promise<void> {
  let claim = await claimJob(tools.database, guild, id, tools.now());
  for (let page = 0; claim && page < PAGES_PER_SLICE; page += 1) {
    const held: Claim = claim;
    try {
      claim = await advanceJob(tools.database, held, await payPage(tools, held), tools.now());
    } catch (error) {
      return stopped(tools, held, error);
    }
  }
  if (claim) await releaseJob(tools.database, claim, tools.now(), '');
}

/** Lists the next page of members and gives to those with the role. A page that is paid again pays nobody twice. */
async function payPage(tools: SliceTools, claim: Claim): Promise<Progress> {
  const members = await tools.listMembers(claim.guild, claim.cursor, PAGE_MEMBERS);
  // The role that everybody has is not in anybody's list; its id is the server's.
  const everyone = claim.input.role === claim.guild;
  const meant = members.filter(({ roles }) => everyone || roles.includes(claim.input.role));
  const people = meant.filter(({ user }) => user.bot !== true);
  let done = 0;
  for (let start = 0; start < people.length; start += POST_MAX) {
    const ops = people.slice(start, start + POST_MAX).map(({ user }) => giveTo(claim, user.id));
    const outcomes = await tools.post(ops);
    const unsettled = outcomes.length !== ops.length || outcomes.some(({ status }) => status !== 'done' && status !== 'refused');
    if (unsettled) throw new Error('some payments of the page are in doubt');
    done += outcomes.filter(({ status }) => status === 'done').length;
  }
  const cursor = members.at(-1)?.user.id ?? claim.cursor;
  if (members.length > 0 && BigInt(cursor) <= BigInt(claim.cursor)) throw new Error('Discord gave the same members again');
  return { cursor, done, skipped: meant.length - done, finished: members.length < PAGE_MEMBERS };
}

function giveTo({ id, createdBy, input }: Claim, user: string): Operation {
  const key = `j:${id}:give-role:${user}`;
  const movement = { kind: 'admin_give_role', from: MINT, to: memberAccount(user), amount: input.amount, ref: `job:${id}`, note: input.reason };
  return { key, fingerprint: sha256(`${key}:${input.amount}`), kind: 'admin_give_role', actor: createdBy, movements: [movement] };
}

/** Decides what an error means for the job: Discord's refusals end it, everything else is tried again. */
async function stopped({ database, now }: SliceTools, claim: Claim, error: unknown): Promise<void> {
  log('warn', 'give-role.stopped', { guild: claim.guild, job: claim.id, error });
  if (error instanceof DiscordError && error.status < 500 && error.status !== 429) {
    return failJob(database, claim, error.status === 403 ? 'intent' : `discord_${error.status}`, now());
  }
  const wait = error instanceof DiscordError && error.retryAfter !== null ? error.retryAfter * 1_000 : RETRY_MS;
  await releaseJob(database, claim, now() + wait, 'waiting');
}
