import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { AlsoRow, Json } from '../ledger/operation.ts';
import type { AlsoStatement } from '../ledger/statements.ts';

/** Posts a card, or posts it anew where it was lost: the one way out of `orphaned` and `failed`. */
const POST: AlsoStatement = {
  name: 'message.post',
  sql: `INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at)
    SELECT ?1, value ->> '$.r.kind', value ->> '$.r.record', value ->> '$.r.channel', 1, 0, 'pending_sync', 0, 0,
      value ->> '$.at', '', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, kind, record) DO UPDATE SET wanted = wanted + 1, state = 'pending_sync', attempts = 0, removed = 0,
      message_id = IIF(channel = excluded.channel, message_id, NULL), channel = excluded.channel,
      due = MAX(due, excluded.due), error = '', updated_at = excluded.updated_at`,
  wakes: true,
};

/** The record has changed: its card, where it has one, is drawn anew. No card is no fault. */
const TOUCH: AlsoStatement = {
  name: 'message.touch',
  // By list, because a join would read every message of the guild. The items of a batch share one moment.
  sql: `UPDATE message SET wanted = wanted + 1, state = IIF(state = 'synced', 'pending_sync', state),
      due = MAX(due, (SELECT MAX(value ->> '$.at') FROM json_each(?2))), updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND (kind, record) IN (SELECT value ->> '$.r.kind', value ->> '$.r.record' FROM json_each(?2))`,
  wakes: true,
};

/** The record is going: the outbox deletes the message and then its row. */
const REMOVE: AlsoStatement = {
  name: 'message.remove',
  sql: `UPDATE message SET removed = 1, wanted = wanted + 1, state = 'pending_sync', attempts = 0,
      due = (SELECT MAX(value ->> '$.at') FROM json_each(?2)), updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND (kind, record) IN (SELECT value ->> '$.r.kind', value ->> '$.r.record' FROM json_each(?2))`,
  wakes: true,
};

const DELIVER: AlsoStatement = {
  name: 'delivery.add',
  sql: `INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
    SELECT ?1, (value ->> '$.k') || ':' || (value ->> '$.r.part'), json_extract(value, '$.r.steps'), 0, 'pending', 0,
      MAX(value ->> '$.at', value ->> '$.r.due'), '', value ->> '$.at' FROM json_each(?2)`,
  wakes: true,
};

/** Statements by which any change may tell Discord. */
export const OUTBOX_STATEMENTS: AlsoStatement[] = [POST, TOUCH, REMOVE, DELIVER];

/** A file of the bucket that is posted with a message; embeds show it as `attachment://<name>`. */
export interface StoredFile {
  key: string;
  /** Letters, digits, dots, dashes and underscores, once in a message. */
  name: string;
}

/** A body without `nonce` and `allowed_mentions`, which the outbox fills in. */
export type MessageBody = Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'components'>;

/** A card. An edit leaves its files as they were posted. */
export type CardBody = MessageBody & { files?: StoredFile[] };

/** One call to Discord. The outbox does the steps of a delivery in order and repeats none that was done. */
export type Step =
  | { do: 'role'; add: boolean; member: string; role: string; reason: string }
  | { do: 'dm'; member: string; body: MessageBody }
  | { do: 'post'; channel: string; body: MessageBody }
  | { do: 'unpost'; channel: string; message: string }
  | { do: 'webhook'; url: string; body: MessageBody };

export const postMessage = (kind: string, record: string | number, channel: string): AlsoRow => ({
  statement: POST.name, row: { kind, record: String(record), channel },
});
export const touchMessage = (kind: string, record: string | number): AlsoRow => ({
  statement: TOUCH.name, row: { kind, record: String(record) },
});
export const removeMessage = (kind: string, record: string | number): AlsoRow => ({
  statement: REMOVE.name, row: { kind, record: String(record) },
});

/**
 * Calls that follow a change.
 * @param part tells apart several deliveries of one operation
 * @param due milliseconds since 1970 before which nothing is sent; 0 is at once
 */
export function deliver(steps: Step[], part = 'd', due = 0): AlsoRow {
  // Steps are plain data of Discord's types, which do not say that they are JSON.
  return { statement: DELIVER.name, row: { part, due, steps: JSON.stringify(steps as unknown as Json) } };
}
