import { postByGuild } from '../../../guild/stub.ts';
import { Catalogues, type Texts } from '../../../i18n/texts.ts';
import deTasks from '../../../i18n/locales/de/tasks.json' with { type: 'json' };
import type { Env } from '../../../kernel/env.ts';
import { settingsOf, type Settings } from '../../../kernel/settings.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Operation } from '../../../ledger/operation.ts';
import { readSettings } from '../../../ledger/statements.ts';
import { messages } from '../messages.ts';

/** Records of one kind that one tick ends in one database, and guilds that it goes to; the rest wait for the next minute. */
export const DUE_MAX = 200;
const GUILDS_MAX = 20;

const catalogues = new Catalogues({ en: { tasks: messages }, de: { tasks: deTasks } });

/** What a record that is due is worked on with. */
export interface DueContext {
  settings: Settings;
  /** The server's language: a tick does not know the member's. */
  texts: Texts;
  now: number;
  scheduledAt: number;
}

/** A record that is due, as the operation that it comes to; null where there is nothing to do. */
export interface DueRecord {
  guild: string;
  operation(ctx: DueContext): Operation | null;
}

/** An operation of a tick. Its key names the record and what is due of it, so that ten ticks have one effect. */
export function tickOperation(key: string, kind: string, more: Partial<Operation>): Operation {
  return { key, fingerprint: sha256(key), kind, actor: 'system', ...more };
}

async function contextOf(d1: D1Database, guild: string, time: { now: number; scheduledAt: number }): Promise<DueContext> {
  const { sql, params } = readSettings(guild);
  const row = await d1.prepare(sql).bind(...params).first<{ value: string }>();
  const settings = settingsOf(row?.value);
  return { settings, texts: catalogues.texts(settings.locale.language, settings), ...time };
}

/** Posts what is due, for a bounded number of guilds. */
export async function postDue(env: Env, d1: D1Database, due: DueRecord[], time: { now: number; scheduledAt: number }): Promise<void> {
  const chosen = new Set([...new Set(due.map(({ guild }) => guild))].slice(0, GUILDS_MAX));
  await postByGuild(env, due.filter(({ guild }) => chosen.has(guild)), 'task.due', async (records, guild) => {
    const ctx = await contextOf(d1, guild, time);
    return records.map((record) => record.operation(ctx)).filter((op) => op !== null);
  });
}
