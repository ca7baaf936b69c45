import { integer, string } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { sectionCommand } from '../rule.ts';

const CUSTOM_EMOJI = /^<a?:\w{2,32}:\d{15,20}>$/;
/** What would break the line that a symbol stands in: Markdown, mentions, line breaks. */
const BREAKING = /[<>@#`*_~|\\[\]()\n\r]/;
const PLAIN_SYMBOL_MAX = 16;

/** A symbol is a custom emoji of Discord, or a few characters without a meaning of their own. */
function checkedSymbol(symbol: string): string {
  if (CUSTOM_EMOJI.test(symbol) || (symbol.length <= PLAIN_SYMBOL_MAX && !BREAKING.test(symbol))) return symbol;
  throw new AppError('invalid', 'settings.symbol', { max: PLAIN_SYMBOL_MAX });
}

/** `none` takes the server's own icon again. */
function checkedIcon(icon: string): string {
  if (icon.toLowerCase() === 'none') return '';
  if (!URL.canParse(icon) || new URL(icon).protocol !== 'https:') throw new AppError('invalid', 'settings.icon');
  return icon;
}

export const currency = sectionCommand({
  section: 'currency',
  options: {
    name: string({ min: 1, max: 32 }),
    symbol: string({ min: 1, max: 64 }),
    icon: string({ min: 1, max: 300 }),
    start: integer({ min: 0, max: AMOUNT_MAX }),
    cap: integer({ min: 0, max: AMOUNT_MAX }),
  },
  change(draft, { name, symbol, icon, start, cap }) {
    if (name !== undefined) draft.currency.name = name;
    if (symbol !== undefined) draft.currency.symbol = checkedSymbol(symbol);
    if (icon !== undefined) draft.currency.icon = checkedIcon(icon);
    if (start !== undefined) draft.currency.start = start;
    if (cap !== undefined) draft.currency.cap = cap === 0 ? null : cap;
  },
});
