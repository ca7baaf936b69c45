import { integer, string } from '../../../define/options.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { checkedIcon, checkedSymbol } from '../checks.ts';
import { sectionCommand } from '../rule.ts';

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
    // `none` takes the server's own icon again.
    if (icon !== undefined) draft.currency.icon = checkedIcon(icon.toLowerCase() === 'none' ? '' : icon);
    if (start !== undefined) draft.currency.start = start;
    if (cap !== undefined) draft.currency.cap = cap === 0 ? null : cap;
  },
});
