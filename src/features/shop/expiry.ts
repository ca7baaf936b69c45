import { boundDatabases } from '../../db/placement.ts';
import type { CronJob } from '../../define/job.ts';
import { postByGuild } from '../../guild/stub.ts';
import { BURN } from '../../ledger/accounts.ts';
import { sha256 } from '../../ledger/hash.ts';
import type { Operation } from '../../ledger/operation.ts';
import { fenceLots } from './statements.ts';

/** Lots that one tick ends in one database; the rest wait for the next minute. */
const DUE_LOTS_MAX = 200;

interface DueLot {
  guild: string;
  owner: string;
  asset: string;
  seq: number;
  unused: number;
}

/** Those of a frozen owner wait for the thaw, and must not stand in the way of the others. */
export const DUE_LOTS_SQL = `SELECT guild, owner, asset, seq, unused FROM lot
  WHERE expires_at IS NOT NULL AND expires_at <= ?1
    AND NOT EXISTS (SELECT 1 FROM freeze WHERE freeze.guild = lot.guild AND freeze.account_id IN (lot.owner, '*'))
  ORDER BY expires_at LIMIT ?2`;

/** The end of what is left of a lot. Copies that were used meanwhile are a conflict: the next tick reads again. */
function expire({ owner, asset, seq, unused }: DueLot, scheduledAt: number): Operation {
  const key = `j:item-expire:${scheduledAt}:${owner}:${asset}:${seq}`;
  const movement = { kind: 'item_expire', asset, from: owner, to: BURN, amount: unused, ref: `lot:${seq}` };
  return { key, fingerprint: sha256(`${key}:${unused}`), kind: 'item_expire', actor: 'system', movements: [movement], also: [fenceLots()] };
}

/** Takes away copies whose time is up. */
export const expireItems: CronJob = {
  name: 'shop.expire-items',
  cron: '* * * * *',
  async run({ env, scheduledAt, now }) {
    for (const d1 of boundDatabases(env).values()) {
      const { results } = await d1.prepare(DUE_LOTS_SQL).bind(now, DUE_LOTS_MAX).all<DueLot>();
      await postByGuild(env, results, 'item.unexpired', (lots) => lots.map((lot) => expire(lot, scheduledAt)));
    }
  },
};
