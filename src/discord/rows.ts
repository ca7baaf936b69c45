import type { RESTPostAPIChannelMessageJSONBody, RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { AlsoRow, Json } from '../ledger/operation.ts';
import type { AlsoStatement } from '../ledger/statements.ts';

/** Posts a card, or posts it anew where it was lost: the one way out of `orphaned` and `failed`. */
const POST: AlsoStatement = {
  name: 'message.post',
  sql: `INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at, pin)
    SELECT ?1, value ->> '$.r.kind', value ->> '$.r.record', value ->> '$.r.channel', 1, 0, 'pending_sync', 0, 0,
      value ->> '$.at', '', value ->> '$.at', value ->> '$.r.pin' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, kind, record) DO UPDATE SET wanted = wanted + 1, state = 'pending_sync', attempts = 0, removed = 0, pin = excluded.pin,
      message_id = IIF(channel = excluded.channel, message_id, NULL), channel = excluded.channel,
      due = MAX(due, excluded.due), error = '', updated_at = excluded.updated_at`,
  wakes: true,
};

/** The moment of the batch: its items share one. */
const AT = "(SELECT MAX(value ->> '$.at') FROM json_each(?2))";
// By list, because a join would read every message of the guild.
const NAMED = "guild = ?1 AND (kind, record) IN (SELECT value ->> '$.r.kind', value ->> '$.r.record' FROM json_each(?2))";
/** All messages of a record that has several, `<record>:1`, `<record>:2` …; by a range of the key. */
const FAMILY = `guild = ?1 AND (kind, record) IN (SELECT m.kind, m.record FROM json_each(?2) AS asked
  CROSS JOIN message AS m ON m.guild = ?1 AND m.kind = asked.value ->> '$.r.kind'
    AND m.record > (asked.value ->> '$.r.of') || ':' AND m.record < (asked.value ->> '$.r.of') || ';')`;

// What only lacks its pin is shown: a change of it neither stays behind a failure nor waits for the next try at the pin.
const TOUCHED = `UPDATE message SET wanted = wanted + 1,
    state = IIF(state = 'synced' OR (state = 'failed' AND error GLOB 'outbox.pin_*'), 'pending_sync', state),
    due = IIF(error GLOB 'outbox.pin_*', ${AT}, MAX(due, ${AT})), updated_at = ${AT}`;
const REMOVED = `UPDATE message SET removed = 1, wanted = wanted + 1, state = 'pending_sync', attempts = 0, due = ${AT}, updated_at = ${AT}`;

/** The record has changed: its card, where it has one, is drawn anew. No card is no fault. */
const TOUCH: AlsoStatement = { name: 'message.touch', sql: `${TOUCHED} WHERE ${NAMED}`, wakes: true };
const TOUCH_ALL: AlsoStatement = { name: 'message.touch_all', sql: `${TOUCHED} WHERE ${FAMILY}`, wakes: true };

/** The record is going: the outbox deletes the message and then its row. */
const REMOVE: AlsoStatement = { name: 'message.remove', sql: `${REMOVED} WHERE ${NAMED}`, wakes: true };
const REMOVE_ALL: AlsoStatement = { name: 'message.remove_all', sql: `${REMOVED} WHERE ${FAMILY}`, wakes: true };

/** The record is going, its messages stay in Discord as they are. What was not posted yet never is. */
const RELEASE_ALL: AlsoStatement = { name: 'message.release_all', sql: `DELETE FROM message WHERE ${FAMILY}` };

/** Whether a message shall be pinned; asked again, it is tried again. */
const PIN: AlsoStatement = {
  name: 'message.pin',
  sql: `UPDATE message SET attempts = 0, due = ${AT}, updated_at = ${AT},
      pin = (SELECT value ->> '$.r.pin' FROM json_each(?2) WHERE value ->> '$.r.kind' = message.kind AND value ->> '$.r.record' = message.record ORDER BY key DESC LIMIT 1),
      state = IIF(state = 'synced' OR (state = 'failed' AND error GLOB 'outbox.pin_*'), 'pending_sync', state),
      error = IIF(error GLOB 'outbox.pin_*', '', error)
    WHERE ${NAMED} AND removed = 0`,
  wakes: true,
};

const DELIVER: AlsoStatement = {
  name: 'delivery.add',
  sql: `INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
    SELECT ?1, (value ->> '$.k') || ':' || (value ->> '$.r.part'), json_extract(value, '$.r.steps'), 0, 'pending', 0,
      MAX(value ->> '$.at', value ->> '$.r.due'), '', value ->> '$.at' FROM json_each(?2)`,
  wakes: true,
};

/** A command of the server is to be as it is here; asked for again, it is sent again. */
const COMMAND: AlsoStatement = {
  name: 'command.want',
  sql: `INSERT INTO guild_command (guild, name, definition, wanted, shown, state, removed, error, updated_at)
    SELECT ?1, value ->> '$.r.name', json_extract(value, '$.r.definition'), 1, 0, 'pending_sync', 0, '', value ->> '$.at'
    FROM json_each(?2) WHERE true
    ON CONFLICT (guild, name) DO UPDATE SET definition = excluded.definition, wanted = wanted + 1, state = 'pending_sync',
      removed = 0, error = '', updated_at = excluded.updated_at`,
};

const COMMAND_GONE: AlsoStatement = {
  name: 'command.drop',
  sql: `UPDATE guild_command SET removed = 1, wanted = wanted + 1, state = 'pending_sync', error = '',
      updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND name IN (SELECT value ->> '$.r.name' FROM json_each(?2))`,
};

/** Statements by which any change may tell Discord. */
export const OUTBOX_STATEMENTS: AlsoStatement[] = [POST, TOUCH, TOUCH_ALL, REMOVE, REMOVE_ALL, RELEASE_ALL, PIN, DELIVER, COMMAND, COMMAND_GONE];

/** A file of the bucket that is posted with a message; embeds show it as `attachment://<name>`. */
export interface StoredFile {
  key: string;
  /** Letters, digits, dots, dashes and underscores, once in a message. */
  name: string;
}

/** A body without `nonce` and `allowed_mentions`, which the outbox fills in. */
export type MessageBody = Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'components'>;

/** Whom a message notifies: `everyone` is @everyone and @here wherever they stand in its content. */
export type Pings = { everyone: true } | { role: string };

/** A card. An edit leaves its files as they were posted. Nobody is notified unless `pings` says so. */
export type CardBody = MessageBody & { files?: StoredFile[]; pings?: Pings };

/** One call to Discord. The outbox does the steps of a delivery in order and repeats none that was done. */
export type Step =
  | { do: 'role'; add: boolean; member: string; role: string; reason: string }
  | { do: 'dm'; member: string; body: MessageBody }
  | { do: 'post'; channel: string; body: MessageBody }
  | { do: 'unpost'; channel: string; message: string }
  | { do: 'webhook'; url: string; body: MessageBody }
  /** Brings Discord to what `guild_command` says at the moment of sending. */
  | { do: 'command'; name: string };

/** What Discord shows of a server's own slash command. */
export type CommandDefinition = Pick<RESTPostAPIChatInputApplicationCommandsJSONBody, 'description' | 'options'>;

export const postMessage = (kind: string, record: string | number, channel: string, pin = false): AlsoRow => ({
  statement: POST.name, row: { kind, record: String(record), channel, pin: pin ? 1 : 0 },
});
export const touchMessage = (kind: string, record: string | number): AlsoRow => ({
  statement: TOUCH.name, row: { kind, record: String(record) },
});
export const removeMessage = (kind: string, record: string | number): AlsoRow => ({
  statement: REMOVE.name, row: { kind, record: String(record) },
});
export const pinMessage = (kind: string, record: string, pin: boolean): AlsoRow => ({
  statement: PIN.name, row: { kind, record, pin: pin ? 1 : 0 },
});

/** The same for all messages `<of>:1`, `<of>:2` … of a record. */
export const touchMessages = (kind: string, of: number): AlsoRow => ({ statement: TOUCH_ALL.name, row: { kind, of } });
export const removeMessages = (kind: string, of: number): AlsoRow => ({ statement: REMOVE_ALL.name, row: { kind, of } });
/** Lets the messages of a record that goes stay in Discord, where nobody follows them any more. */
export const releaseMessages = (kind: string, of: number): AlsoRow => ({ statement: RELEASE_ALL.name, row: { kind, of } });

/**
 * Calls that follow a change.
 * @param part tells apart several deliveries of one operation
 * @param due milliseconds since 1970 before which nothing is sent; 0 is at once
 */
export function deliver(steps: Step[], part = 'd', due = 0): AlsoRow {
  // Steps are plain data of Discord's types, which do not say that they are JSON.
  return { statement: DELIVER.name, row: { part, due, steps: JSON.stringify(steps as unknown as Json) } };
}

/** Registers a slash command in this server alone, or brings it to this definition. */
export function registerCommand(name: string, definition: CommandDefinition): AlsoRow[] {
  return [{ statement: COMMAND.name, row: { name, definition: JSON.stringify(definition) } }, deliver([{ do: 'command', name }], 'command')];
}

/** Takes a slash command of this server away. */
export function unregisterCommand(name: string): AlsoRow[] {
  return [{ statement: COMMAND_GONE.name, row: { name } }, deliver([{ do: 'command', name }], 'command')];
}
