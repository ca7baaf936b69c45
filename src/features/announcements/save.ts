import type { APIEmbed } from 'discord-api-types/v10';
import type { Context } from '../../define/context.ts';
import { waitingMessage } from '../../define/message-state.ts';
import { postMessage } from '../../discord/rows.ts';
import { nextTurn, wallClock, type Repeat } from '../../kernel/wall-clock.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Json } from '../../ledger/operation.ts';
import { assertSayable } from './body.ts';
import { KIND, nextNumber, readTask, recordOf } from './rows.ts';
import { kept, savedBy, settle, type Plan, type Shown } from './settle.ts';
import { saveAnnouncement, type Draft } from './statements.ts';

/** Characters of a text that an audit row keeps. */
const AUDIT_TEXT_MAX = 300;

/** What staff says of an announcement. */
export interface AnnouncementInput {
  title: string;
  content: string;
  embed: APIEmbed | null;
  channel: string;
  /** '', 'everyone', 'here', or the id of a role. */
  mention: string;
  pin: boolean;
  /** When it is posted first (ms); null: at once. */
  at: number | null;
  repeat: Repeat;
  taskId: number | null;
}

/** The server's own role is everybody, however it was picked. */
export const mentionIn = (guildId: string, mention: string): string => (mention === guildId ? 'everyone' : mention);

/** The fields of an announcement that an audit row keeps; of an edit only those that changed. */
export function audited(row: Draft, against?: Draft): Json {
  const fields: Record<string, Json> = {
    title: row.title, content: row.content.slice(0, AUDIT_TEXT_MAX), embed: row.embed?.slice(0, AUDIT_TEXT_MAX) ?? null, channel: row.channel,
    mention: row.mention, pin: row.pin === 1, due: row.due, repeat: row.repeat, ...(row.taskId === null ? {} : { task: row.taskId }),
  };
  if (!against) return fields;
  const others = row as Record<string, unknown>;
  const before = against as Record<string, unknown>;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => others[field] !== before[field]));
}

/** An announcement's first row: posted at once, or kept for its time. */
function firstRow(ctx: Context, announcementId: number, input: AnnouncementInput): Draft {
  const { timezone } = ctx.settings.locale;
  const { at, repeat, embed, pin, mention, ...rest } = input;
  const comesAgain = repeat !== 'none';
  const wall = at === null && !comesAgain ? null : wallClock(at ?? ctx.now, timezone);
  const next = comesAgain && wall !== null && at === null ? nextTurn(wall, repeat, timezone, ctx.now) : at;
  return {
    ...rest, announcementId, version: 1, embed: embed === null ? null : JSON.stringify(embed), mention: mentionIn(ctx.guildId, mention),
    pin: pin ? 1 : 0, repeat, wall, due: next, state: next === null ? 'posted' : 'scheduled', posts: at === null ? 1 : 0, postedAt: null,
  };
}

/**
 * Makes an announcement and posts it, or keeps it for its time.
 * @throws AppError where Discord would not take it, the task is unknown or the server has too many
 */
export async function createAnnouncement(ctx: Context, input: AnnouncementInput): Promise<Shown> {
  const plan = async (): Promise<Plan> => {
    if (input.taskId !== null && !(await readTask(ctx, input.taskId))) return { code: 'not_found', text: 'announcements.refused.unknown_task' };
    const row = firstRow(ctx, await nextNumber(ctx), input);
    assertSayable(row);
    const posting = row.posts === 1;
    const { announcementId: id, channel, pin } = row;
    return {
      also: [
        saveAnnouncement(row, posting),
        ...(posting ? [postMessage(KIND, recordOf(id, 1), channel, pin === 1)] : []),
        auditRow({ action: 'announcement.create', target: `announcement:${id}`, after: audited(row), source: ctx.source }),
      ],
      data: kept({ ...row, createdBy: ctx.actor.id, createdAt: null }, posting ? waitingMessage(channel) : null, posting),
    };
  };
  return savedBy(await settle(ctx, 'announcement_create', await plan()));
}
