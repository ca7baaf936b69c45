import type { Context } from '../../define/context.ts';
import type { MessageRow } from '../../define/message-state.ts';
import { pinMessage, releaseMessages, removeMessages, touchMessage } from '../../discord/rows.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { nextTurn, wallClock } from '../../kernel/wall-clock.ts';
import { auditRow } from '../../ledger/also.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import { assertSayable } from './body.ts';
import { KIND, readAnnouncement, recordOf, unknownAnnouncement, type AnnouncementRow } from './rows.ts';
import { audited, mentionIn, type AnnouncementInput } from './save.ts';
import { kept, redrawn, savedBy, settle, type Plan, type Shown } from './settle.ts';
import { saveAnnouncement } from './statements.ts';

/** What staff changes; what is left out stays as it is. */
export type AnnouncementChange = Partial<Omit<AnnouncementInput, 'taskId' | 'at'>> & { at?: number };

/** Called with the version that a plan was made on; refuses by throwing. */
type Seen = (version: number) => void;

const POSTED: Refusal = { code: 'conflict', text: 'announcements.refused.posted' };

/** When it comes next after a change of its times. */
function timed(ctx: Context, row: AnnouncementRow, { at, repeat = row.repeat }: AnnouncementChange): Pick<AnnouncementRow, 'wall' | 'due' | 'state' | 'repeat'> {
  const { timezone } = ctx.settings.locale;
  if (at !== undefined) return { wall: wallClock(at, timezone), due: at, state: 'scheduled', repeat };
  if (repeat === row.repeat || row.posts === 0 || row.wall === null) return { wall: row.wall, due: row.due, state: row.state, repeat };
  if (repeat === 'none') return { wall: row.wall, due: null, state: 'posted', repeat };
  return { wall: row.wall, due: nextTurn(row.wall, repeat, timezone, ctx.now), state: 'scheduled', repeat };
}

function changed(ctx: Context, row: AnnouncementRow, change: AnnouncementChange): AnnouncementRow {
  const { title = row.title, content = row.content, channel = row.channel, embed, mention, pin } = change;
  return {
    ...row, ...timed(ctx, row, change), version: row.version + 1, title, content, channel,
    embed: embed === undefined ? row.embed : embed === null ? null : JSON.stringify(embed),
    mention: mention === undefined ? row.mention : mentionIn(ctx.guildId, mention),
    pin: pin === undefined ? row.pin : pin ? 1 : 0,
  };
}

/** What Discord is told: the newest posting is drawn anew; those before it stay as they were posted. */
function rowsFor(before: AnnouncementRow, after: AnnouncementRow, pin: boolean | undefined): AlsoRow[] {
  if (after.posts === 0) return [];
  const record = recordOf(after.announcementId, after.posts);
  const drawn = (['title', 'content', 'embed', 'mention'] as const).some((field) => before[field] !== after[field]);
  // A pin that was asked for before is asked for again: it may have failed.
  return [...(drawn ? [touchMessage(KIND, record)] : []), ...(pin === undefined ? [] : [pinMessage(KIND, record, pin)])];
}

/** Of a posting that is in its channel already, neither channel nor time can change. */
function obstacle(row: AnnouncementRow, { channel = row.channel, at, repeat = row.repeat }: AnnouncementChange): Refusal | null {
  if (row.state === 'posted' && (channel !== row.channel || at !== undefined || repeat !== row.repeat)) return POSTED;
  return null;
}

/**
 * Changes an announcement, and its newest message with it.
 * @param action of the audit row
 */
export async function editAnnouncement(ctx: Context, id: number, change: AnnouncementChange, action = 'edit', seen?: Seen): Promise<Shown> {
  const plan = async (): Promise<Plan> => {
    const found = await readAnnouncement(ctx, id);
    if (!found) return unknownAnnouncement;
    const { row, message } = found;
    seen?.(row.version);
    const refusal = obstacle(row, change);
    if (refusal) return refusal;
    const next = changed(ctx, row, change);
    assertSayable(next);
    const told = rowsFor(row, next, change.pin);
    const after: MessageRow | null = told.length > 0 ? redrawn(message) : message;
    return {
      also: [
        saveAnnouncement(next), ...told,
        auditRow({ action: `announcement.${action}`, target: `announcement:${id}`, before: audited(row, next), after: audited(next, row), source: ctx.source }),
      ],
      data: kept(next, after, false),
    };
  };
  return savedBy(await settle(ctx, `announcement_${action}`, await plan()));
}

/** Deletes an announcement, and its messages unless they shall stay in Discord. */
export async function deleteAnnouncement(ctx: Context, id: number, withMessages: boolean, seen?: Seen): Promise<Shown> {
  const plan = async (): Promise<Plan> => {
    const found = await readAnnouncement(ctx, id);
    if (!found) return unknownAnnouncement;
    const { row } = found;
    seen?.(row.version);
    const next = { ...row, version: row.version + 1, content: '', embed: null, due: null, state: 'deleted' as const };
    return {
      also: [
        saveAnnouncement(next), withMessages ? removeMessages(KIND, id) : releaseMessages(KIND, id),
        auditRow({ action: 'announcement.delete', target: `announcement:${id}`, before: audited(row), after: { messages: withMessages ? 'deleted' : 'kept' }, source: ctx.source }),
      ],
      data: kept(next, null, false),
    };
  };
  return savedBy(await settle(ctx, 'announcement_delete', await plan()));
}
