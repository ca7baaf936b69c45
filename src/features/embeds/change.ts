import type { APIEmbed } from 'discord-api-types/v10';
import * as z from 'zod';
import type { Change, Context } from '../../define/context.ts';
import { postMessage, releaseMessages, removeMessages, touchMessages } from '../../discord/rows.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import { countCopies, KIND, nextNumber, readEmbed, readNamed, recordOf, unknownEmbed, type EmbedRow } from './rows.ts';
import { COPIES_MAX, saveEmbed, type Draft } from './statements.ts';

/** Characters of a template that an audit row keeps. */
const AUDIT_TEXT_MAX = 600;

type Plan = Omit<Change, 'kind'> | Refusal;
/** Called with the version that a plan was made on; refuses by throwing. */
type Seen = (version: number) => void;

const NAME_TAKEN: Refusal = { code: 'conflict', text: 'embeds.refused.name_taken' };

/** A changed template as its answer needs it; kept with the operation. */
const savedData = z.object({
  row: z.object({
    embedId: z.int(), version: z.int(), name: z.string(), body: z.string(), copies: z.int(), state: z.enum(['kept', 'deleted']), createdBy: z.string(),
    createdAt: z.int().nullable(),
  }),
  /** The channel that a copy was posted to by this change. */
  channel: z.string().nullable(),
});

export interface Saved {
  row: Draft & { createdBy: string; createdAt: number; updatedAt: number };
  channel: string | null;
}

const kept = (row: Draft & { createdBy: string; createdAt: number | null }, channel: string | null = null): Json => savedData.parse({ row, channel });

function savedBy({ data, at }: Done): Saved {
  const { row, channel } = savedData.parse(data);
  return { row: { ...row, createdAt: row.createdAt ?? at, updatedAt: at }, channel };
}

/** Commits a plan, or remembers why not; a second delivery gets what the first one got. */
async function settle(ctx: Context, kind: string, plan: Plan): Promise<Saved> {
  return savedBy(await ('code' in plan ? ctx.ledger.refuse(kind, plan) : ctx.ledger.post({ ...plan, kind })));
}

const audited = ({ name, body }: Draft): Json => ({ name, embed: body.slice(0, AUDIT_TEXT_MAX) });

/** Keeps a new template. The embed fits Discord's limits already. @throws AppError where the name is taken or there are too many */
export async function createEmbed(ctx: Context, name: string, embed: APIEmbed): Promise<Saved> {
  const plan = async (): Promise<Plan> => {
    if (await readNamed(ctx, name)) return NAME_TAKEN;
    const row: Draft = { embedId: await nextNumber(ctx), version: 1, name, body: JSON.stringify(embed), copies: 0, state: 'kept' };
    return {
      also: [saveEmbed(row), auditRow({ action: 'embed.create', target: `embed:${row.embedId}`, after: audited(row), source: ctx.source })],
      data: kept({ ...row, createdBy: ctx.actor.id, createdAt: null }),
    };
  };
  return settle(ctx, 'embed_create', await plan());
}

/** Changes of one template that is there. */
async function change(ctx: Context, id: number, seen: Seen | undefined, planned: (row: EmbedRow, next: Draft & EmbedRow) => Plan | Promise<Plan>): Promise<Plan> {
  const row = await readEmbed(ctx, id);
  if (!row) return unknownEmbed;
  seen?.(row.version);
  return planned(row, { ...row, version: row.version + 1 });
}

export interface EmbedChange {
  name?: string | undefined;
  /** The whole embed anew, made from the one that is kept. @throws AppError where Discord would not take it */
  embed?: ((before: EmbedRow) => APIEmbed) | undefined;
}

/** Changes a template, and all its posted copies with it. */
export async function editEmbed(ctx: Context, id: number, { name, embed }: EmbedChange, seen?: Seen): Promise<Saved> {
  const plan = await change(ctx, id, seen, async (row, before) => {
    const next = { ...before, name: name ?? row.name, body: embed ? JSON.stringify(embed(row)) : row.body };
    if (next.name !== row.name && (await readNamed(ctx, next.name))) return NAME_TAKEN;
    return {
      also: [
        saveEmbed(next), ...(next.body === row.body ? [] : [touchMessages(KIND, id)]),
        auditRow({ action: 'embed.edit', target: `embed:${id}`, before: audited(row), after: audited(next), source: ctx.source }),
      ],
      data: kept(next),
    };
  });
  return settle(ctx, 'embed_edit', plan);
}

/** Posts a further copy of a template. */
export async function postEmbed(ctx: Context, id: number, channel: string, seen?: Seen): Promise<Saved> {
  const plan = await change(ctx, id, seen, async (row, before) => {
    // What is counted here cannot grow before the commit: posting raises the version.
    if ((await countCopies(ctx, id)) >= COPIES_MAX) return { code: 'conflict', text: 'embeds.refused.copies', params: { max: COPIES_MAX } };
    const next = { ...before, copies: row.copies + 1 };
    return {
      also: [
        saveEmbed(next), postMessage(KIND, recordOf(id, next.copies), channel),
        auditRow({ action: 'embed.post', target: `embed:${id}`, after: { channel, copy: next.copies }, source: ctx.source }),
      ],
      data: kept(next, channel),
    };
  });
  return settle(ctx, 'embed_post', plan);
}

/** Deletes a template, and its copies unless they shall stay in Discord. Its name is free again. */
export async function deleteEmbed(ctx: Context, id: number, withMessages: boolean, seen?: Seen): Promise<Saved> {
  const plan = await change(ctx, id, seen, (row, before) => ({
    also: [
      saveEmbed({ ...before, state: 'deleted', body: '{}' }), withMessages ? removeMessages(KIND, id) : releaseMessages(KIND, id),
      auditRow({ action: 'embed.delete', target: `embed:${id}`, before: audited(row), after: { messages: withMessages ? 'deleted' : 'kept' }, source: ctx.source }),
    ],
    data: kept({ ...before, state: 'deleted' }),
  }));
  return settle(ctx, 'embed_delete', plan);
}
