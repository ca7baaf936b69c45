import * as z from 'zod';
import { d1Database } from '../../../db/database.ts';
import type { Context } from '../../../define/context.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { AlsoRow, Done } from '../../../ledger/operation.ts';
import type { AlsoStatement } from '../../../ledger/statements.ts';
import { readSync, type SyncState } from './rows.ts';

/** How much a retry has set going, as it is committed. */
export const retried = z.object({ cards: z.number(), deliveries: z.number(), channels: z.number() });
type Retried = z.infer<typeof retried>;

const ALL = "asked.value ->> '$.r.kind' IS NULL";

/** All cards that were given up; or one, also where somebody has deleted its message. A channel that is named works again. */
const CARDS: AlsoStatement = {
  name: 'sync.retry_cards',
  sql: `UPDATE message SET state = 'pending_sync', attempts = 0, error = '', due = asked.value ->> '$.at', updated_at = asked.value ->> '$.at'
    FROM json_each(?2) AS asked WHERE message.guild = ?1 AND ((${ALL} AND message.state = 'failed')
      OR (message.kind = asked.value ->> '$.r.kind' AND message.record = asked.value ->> '$.r.record' AND message.state IN ('failed', 'orphaned')))`,
  wakes: true,
};

const DELIVERIES: AlsoStatement = {
  name: 'sync.retry_deliveries',
  sql: `UPDATE delivery SET state = 'pending', attempts = 0, error = '', due = asked.value ->> '$.at'
    FROM json_each(?2) AS asked WHERE delivery.guild = ?1 AND delivery.state = 'dead'
      AND (asked.value ->> '$.r.id' IS NULL OR delivery.delivery_id = asked.value ->> '$.r.id')`,
  wakes: true,
};

const CHANNELS: AlsoStatement = {
  name: 'sync.channels_on',
  sql: `DELETE FROM channel_off WHERE guild = ?1 AND EXISTS (SELECT 1 FROM json_each(?2) AS asked
    WHERE asked.value ->> '$.r.channel' IS NULL OR asked.value ->> '$.r.channel' = channel_off.channel)`,
};

export const SYNC_STATEMENTS: AlsoStatement[] = [CARDS, DELIVERIES, CHANNELS];

/** What there is to try again. Orphaned cards are not among it: somebody has deleted them. */
export function toRetry({ cards, deliveries, offCount }: SyncState): Retried {
  return { cards: cards['failed'] ?? 0, deliveries: deliveries['dead'] ?? 0, channels: offCount };
}

function post(ctx: Context, target: string, given: Retried, rows: AlsoRow[]): Promise<Done> {
  if (Object.values(given).every((count) => count === 0)) return ctx.ledger.refuse('config_sync', { code: 'conflict', text: 'settings.sync.nothing' });
  return ctx.ledger.post({ kind: 'config_sync', also: [...rows, auditRow({ action: 'config.sync', target, after: given, source: ctx.source })], data: given });
}

/** Tries again whatever was given up, in channels that were switched off too. */
export async function retryEverything(ctx: Context): Promise<Done> {
  return post(ctx, 'outbox', toRetry(await readSync(ctx)), SYNC_STATEMENTS.map(({ name }) => ({ statement: name, row: {} })));
}

const CARD_SQL = `SELECT channel, EXISTS (SELECT 1 FROM channel_off AS o WHERE o.guild = ?1 AND o.channel = message.channel) AS off
  FROM message WHERE guild = ?1 AND kind = ?2 AND record = ?3 AND state IN ('failed', 'orphaned')`;
const DELIVERY_SQL = `SELECT steps ->> ('$[' || done || '].channel') AS channel, EXISTS (SELECT 1 FROM channel_off AS o
    WHERE o.guild = ?1 AND o.channel = steps ->> ('$[' || done || '].channel')) AS off
  FROM delivery WHERE guild = ?1 AND delivery_id = ?2 AND state = 'dead'`;

/** Tries one card again, or one delivery; and its channel, where that was switched off. */
export async function retryOne(ctx: Context, one: { kind: string; record: string } | { id: string }): Promise<Done> {
  const card = 'kind' in one;
  const statement = card ? { sql: CARD_SQL, params: [ctx.guildId, one.kind, one.record] } : { sql: DELIVERY_SQL, params: [ctx.guildId, one.id] };
  const [[found] = []] = await d1Database(ctx.db.$client).batch([statement]);
  const given = { cards: found && card ? 1 : 0, deliveries: found && !card ? 1 : 0, channels: Number(found?.['off'] ?? 0) };
  const channel = found?.['channel'];
  return post(ctx, card ? `${one.kind}:${one.record}` : `delivery:${one.id}`, given, [
    { statement: (card ? CARDS : DELIVERIES).name, row: one },
    ...(typeof channel === 'string' ? [{ statement: CHANNELS.name, row: { channel } }] : []),
  ]);
}
