import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { plainText } from '../../kernel/markdown.ts';
import type { Saved } from './change.ts';
import type { EmbedRow } from './rows.ts';

const GREEN = 0x3fa66b;
export const AMBER = 0xd99a2b;
export const SLATE = 0x5b6b82;

/** A template's number inside a custom_id or an address. */
export const idState = z.coerce.number().int().min(1).max(1_000_000_000);

export const labelOf = ({ name }: Pick<EmbedRow, 'name'>): string => plainText(name);

/** A template was made, changed, posted or deleted; with a look at it where there is something to see. */
export function savedView(ctx: Context, what: 'created' | 'edited' | 'posted' | 'deleted' | 'deleted_alone', { row, channel }: Saved): MessageReply {
  const params = { name: labelOf(row), channel: channel === null ? '' : `<#${channel}>` };
  const said = { description: ctx.privateTexts.t(`embeds.${what}`, params), color: GREEN };
  const preview = what === 'created' || what === 'edited' ? [JSON.parse(row.body) as object] : [];
  return { embeds: [said, ...preview], components: [], private: true };
}
