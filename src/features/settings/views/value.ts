import type { Context } from '../../../define/context.ts';
import { plainText } from '../../../kernel/markdown.ts';
import type { Json } from '../../../ledger/operation.ts';
import { formatDuration } from '../duration.ts';
import type { Show } from '../sections.ts';

/** A list of mentions of at most so many characters; the rest is counted. */
function clipped(ctx: Context, items: string[], room: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const item of items) {
    length += item.length + 1;
    if (length > room) break;
    kept.push(item);
  }
  const left = items.length - kept.length;
  return left > 0 ? `${kept.join(' ')} ${ctx.privateTexts.t('settings.values.more', { count: left })}` : kept.join(' ');
}

/**
 * A setting as people read it. Amounts are bare numbers: the symbol may be what just changed, and a second delivery
 * would then read otherwise than the first.
 * @param room characters that a list may take
 */
export function valueText(ctx: Context, show: Show, value: Json, room: number): string {
  const { t, number } = ctx.privateTexts;
  if (value === null || (Array.isArray(value) && value.length === 0)) return t('settings.values.none');
  if (Array.isArray(value)) return clipped(ctx, value.map((id) => (show === 'roles' ? `<@&${String(id)}>` : `<@${String(id)}>`)), room);
  switch (show) {
    case 'number': return number(Number(value));
    case 'seconds': return formatDuration(Number(value));
    case 'hours': return t('settings.values.hours', { count: Number(value) });
    case 'days': return t('settings.values.days', { count: Number(value) });
    case 'word': return t(`settings.values.${String(value)}`);
    case 'channel': return `<#${String(value)}>`;
    // A custom emoji has to stay as it is; its form was checked when it was set.
    case 'symbol': return String(value);
    default: return plainText(String(value));
  }
}
