import { DiscordError, type DiscordRest } from '../../../discord/rest.ts';
import { log } from '../../../kernel/log.ts';
import { SLICE_ROWS } from '../../../kernel/limits.ts';
import { foundOf, keepFound, type Found } from '../known.ts';

/** Members that Discord gives in one call, and calls of one guild: larger servers are asked member by member. */
const PAGE = 1_000;
const PAGES_MAX = 10;

interface Listed {
  /** Every member by id; null where the server is too large, or the intent is not granted (50001). */
  all: Map<string, Found> | null;
  calls: number;
}

async function readAll(rest: DiscordRest, guild: string): Promise<Listed> {
  const all = new Map<string, Found>();
  let after = '0';
  for (let calls = 1; calls <= PAGES_MAX; calls += 1) {
    try {
      const members = await rest.listMembers(guild, after, PAGE);
      for (const member of members) all.set(member.user.id, foundOf(guild, member));
      if (members.length < PAGE) return { all, calls };
      after = members.at(-1)?.user.id ?? after;
    } catch (error) {
      const told = error instanceof DiscordError ? { status: error.status, code: error.code } : { error };
      log('info', 'members.unlisted', { guild, ...told });
      return { all: null, calls };
    }
  }
  return { all: null, calls: PAGES_MAX };
}

const SLICE = `SELECT a.account_id, m.state, m.name, m.avatar FROM account AS a
  LEFT JOIN member AS m ON m.guild = a.guild AND m.user_id = substr(a.account_id, 3)
  WHERE a.guild = ?1 AND a.account_id > ?2 AND a.account_id >= 'u' AND a.asset = 'coin' ORDER BY a.account_id LIMIT ?3`;

interface Known {
  account_id: string;
  state: string | null;
  name: string | null;
  avatar: string | null;
}

/**
 * Holds everybody with an account against the full list, and writes only what has changed. Where there is no list, nothing.
 * @returns the calls that it took
 */
export async function sweepByList(d1: D1Database, rest: DiscordRest, guild: string, now: number): Promise<number> {
  const { all, calls } = await readAll(rest, guild);
  if (!all) return calls;
  for (let after = ''; ; ) {
    const { results } = await d1.prepare(SLICE).bind(guild, after, SLICE_ROWS).all<Known>();
    const found: Found[] = [];
    const gone: string[] = [];
    for (const { account_id: account, state, name, avatar } of results) {
      const there = all.get(account.slice(2));
      if (!there && state !== 'left' && state !== 'erased') gone.push(account.slice(2));
      if (there && state !== 'erased' && (state === null || state === 'left' || name !== there.name || avatar !== there.avatar)) found.push(there);
    }
    await keepFound(d1, guild, found, gone, now);
    if (results.length < SLICE_ROWS) return calls;
    after = results.at(-1)?.account_id ?? after;
  }
}
