import * as z from 'zod';
import { messageState, messageStateOf, waitingMessage, type MessageRow } from '../../../define/message-state.ts';
import { created, ok, type Answer } from '../../../define/route.ts';
import { embedParts } from '../../../discord/embed-body.ts';
import type { Texts } from '../../../i18n/texts.ts';
import type { Saved } from '../change.ts';
import { bodyOf, type EmbedRow } from '../rows.ts';

/** A template as the API tells it: its name, and the embed in Discord's shape beside it. */
export const embedBody = embedParts.extend({
  id: z.int(), name: z.string(),
  /** Copies that were ever posted. */
  copies: z.int(), state: z.enum(['kept', 'deleted']), created_by: z.string(), created_at: z.string(), updated_at: z.string(), version: z.int(),
});
/** With the copies in Discord. */
export const embedWithCopies = embedBody.extend({ posted: z.array(messageState.extend({ copy: z.int() })) });
/** With the copy that was posted just now. */
export const embedPosted = embedBody.extend({ message: messageState.extend({ copy: z.int() }) });

type Row = Saved['row'] | EmbedRow;
type Body = z.input<typeof embedBody>;

export function shownBody(row: Row): Body {
  return {
    // Kept by this feature alone, from what embedParts let through.
    ...(bodyOf(row) as z.input<typeof embedParts>), id: row.embedId, name: row.name, copies: row.copies, state: row.state, created_by: row.createdBy,
    created_at: new Date(row.createdAt).toISOString(), updated_at: new Date(row.updatedAt).toISOString(), version: row.version,
  };
}

export const answerSaved = ({ row }: Saved): Answer<Body> => ok(shownBody(row), { version: row.version });
export const answerCreated = ({ row }: Saved): Answer<Body> => created(shownBody(row), row.version);

export function answerPosted(texts: Texts, { row, channel }: Saved): Answer<z.input<typeof embedPosted>> {
  return created({ ...shownBody(row), message: { copy: row.copies, ...messageStateOf(waitingMessage(channel ?? ''), texts) } }, row.version);
}

export function withCopies(texts: Texts, row: EmbedRow, copies: (MessageRow & { copy: number })[]): Answer<z.input<typeof embedWithCopies>> {
  const posted = copies.map((copy) => ({ copy: copy.copy, ...messageStateOf(copy, texts) }));
  return ok({ ...shownBody(row), posted }, { version: row.version });
}
