import { boundDatabases } from '../db/placement.ts';
import type { Context } from '../define/context.ts';
import type { CronJob } from '../define/job.ts';
import { noteCopy, noteRevision, readBehind, readCopies, saveCopy, type Copy, type Taker } from '../features/servers/catalogue/copies.ts';
import { shopEntry, taskEntry, type EntryRow, type Kind } from '../features/servers/catalogue/entry.ts';
import { editItem } from '../features/shop/manage/edit.ts';
import { closeTask } from '../features/tasks/close.ts';
import { createTask, editTask } from '../features/tasks/save.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { settingsOf } from '../kernel/settings.ts';
import type { Json } from '../ledger/operation.ts';
import { LaterError, systemContext } from './catalogue-context.ts';

/** Guilds of one database, and changes in all, that one tick makes; the rest follow ten minutes later. */
const GUILDS_PER_TICK = 20;
const CHANGES_PER_TICK = 100;

const ENTRIES_SQL = 'SELECT kind, entry_id, version, value, removed, created_at, updated_at FROM catalogue';
const KINDS = ['shop', 'tasks'] as const;

/** Staff's own stock and limits stay, and what staff has taken off stays off. */
async function mirrorItem(ctx: Context, entry: EntryRow, record: number): Promise<void> {
  const { name, description, emoji, price, category, stock, limit_per_member: limitPerMember } = shopEntry.parse(JSON.parse(entry.value));
  const fields = { name, description, emoji, price, category };
  const seen = () => undefined;
  if (record === 0) await editItem(ctx, { item: 0, version: 0, changes: { ...fields, limitPerMember }, ...(stock < 0 ? {} : { stock }) });
  else await editItem(ctx, { item: record, version: seen, changes: entry.removed ? () => ({ active: 0 }) : ({ active }) => ({ ...fields, active }) });
}

async function mirrorTask(ctx: Context, entry: EntryRow, record: number): Promise<void> {
  const read = taskEntry.parse(JSON.parse(entry.value));
  const { name, description, reward, category, proof, recurrence, claim_hours: claimHours, max_claims: max, per_member: perMember } = read;
  const fields = { name, description, reward, category, proof, recurrence, claimHours };
  if (record === 0) await createTask(ctx, { ...fields, maxClaims: max < 0 ? null : max, perMember });
  else if (entry.removed) await closeTask(ctx, record, 'keep');
  else await editTask(ctx, record, fields);
}

/** The number of the record that a change has made or changed, as its rule tells it. */
function recordIn(kind: Kind, data: Json): number {
  const told = data as { item?: { itemId?: number }; task?: number } | null;
  return (kind === 'shop' ? told?.item?.itemId : told?.task) ?? 0;
}

interface Following {
  env: Env;
  binding: string;
  database: D1Database;
  now: number;
}

/** Brings one copy to its entry's version. Gives false where it has to be tried again. */
async function follow(of: Following, taker: Taker, entry: EntryRow, copy: Copy | undefined): Promise<boolean> {
  const { env, binding, database, now } = of;
  const { guild, settingsVersion } = taker;
  const { kind, entry_id: id, version } = entry;
  const record = copy?.record ?? 0;
  const ctx = systemContext({
    env, guild, binding, settings: settingsOf(taker.settings), settingsVersion, now, source: 'catalogue', key: `j:catalogue:${kind}:${id}:${version}:${guild}`,
    rider: (data) => saveCopy({ kind, entry: id, version, record: recordIn(kind, data) }),
  });
  try {
    await (kind === 'shop' ? mirrorItem : mirrorTask)(ctx, entry, record);
    return true;
  } catch (error) {
    if (error instanceof LaterError) return false;
    if (!(error instanceof AppError)) throw error;
    // The guild is full, or its staff has ended the task: it goes without this version, and the next one tries again.
    log('warn', 'catalogue.refused', { guild, kind, entry: id, why: error.message });
    await noteCopy(database, guild, { kind, entry: id, version, record }).run();
    return true;
  }
}

/** Brings a guild up to date in one kind. Gives the changes that were made. */
async function followAll(of: Following, taker: Taker, kind: Kind, entries: EntryRow[], revision: number, most: number): Promise<number> {
  const copies = await readCopies(of.database, taker.guild, kind);
  const due = entries.filter((entry) => entry.kind === kind && copies.get(entry.entry_id)?.version !== entry.version && (!entry.removed || copies.get(entry.entry_id)?.record));
  let settled = due.length <= most;
  for (const entry of due.slice(0, most)) settled = (await follow(of, taker, entry, copies.get(entry.entry_id))) && settled;
  if (settled) await noteRevision(of.database, taker.guild, kind, revision).run();
  return Math.min(due.length, most);
}

/** Mirrors the operator's catalogue into every guild that takes it, through the guild's own ledger door. */
export const mirrorCatalogue: CronJob = {
  name: 'catalogue.mirror',
  cron: '*/10 * * * *',
  async run({ env, now }) {
    const { results: entries } = await env.DB.prepare(ENTRIES_SQL).all<EntryRow>();
    // Every change counts one version up, so that the sum names a state of the catalogue.
    const revisionOf = (kind: Kind): number => entries.filter((entry) => entry.kind === kind).reduce((sum, { version }) => sum + version, 0);
    const revision = { shop: revisionOf('shop'), tasks: revisionOf('tasks') };
    let left = CHANGES_PER_TICK;
    for (const [binding, database] of boundDatabases(env)) {
      for (const taker of await readBehind(database, revision, GUILDS_PER_TICK)) {
        const wants = settingsOf(taker.settings).global;
        for (const kind of KINDS) {
          if (!wants[kind] || taker[kind] === revision[kind] || left <= 0) continue;
          left -= await followAll({ env, binding, database, now }, taker, kind, entries, revision[kind], left);
        }
      }
    }
  },
};
