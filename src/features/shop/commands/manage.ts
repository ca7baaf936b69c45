import * as z from 'zod';
import { command } from '../../../define/command.ts';
import { amount, channel, choice, integer, role, string } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { ACTION_TEXT_MAX, ACTION_TYPES, ROLE_HOURS_MAX } from '../action.ts';
import { completeAnyItem, completeItem, completeOrder } from '../completion.ts';
import { manageView, openItemForm } from '../components/manage.ts';
import { askRetire } from '../components/retire.ts';
import { NAME_MAX, readItem } from '../item.ts';
import { changeActions } from '../manage/actions.ts';
import { postCards } from '../manage/cards.ts';
import { changeStock, readStockChange } from '../manage/stock.ts';
import { fulfil as moveOrder, ORDER_STATES } from '../orders.ts';
import { GREEN } from '../views/colors.ts';

const rules = { permission: 'shopkeeper', reply: 'private' } as const;
const anyItem = string({ required: true, min: 1, max: NAME_MAX, autocomplete: completeAnyItem });

export const item = command({
  ...rules, name: 'item', options: { item: string({ max: NAME_MAX, autocomplete: completeAnyItem }) },
  run: async (ctx, options) => openItemForm(ctx, options.item ? await readItem(ctx, options.item) : undefined),
});

export const remove = command({
  ...rules, name: 'remove', options: { item: string({ required: true, min: 1, max: NAME_MAX, autocomplete: completeItem }) },
  run: (ctx, options) => askRetire(ctx, options.item),
});

export const stock = command({
  ...rules, name: 'stock', changes: 'staff',
  options: {
    item: anyItem,
    change: string({
      required: true, min: 1, max: 20,
      autocomplete: async (ctx, typed) => {
        const { t } = ctx.privateTexts;
        const digits = typed.replace(/\D/g, '') || '10';
        return [
          ...['+', '-', '='].map((sign) => ({ name: t(`shop.manage.stock_choice.${sign === '+' ? 'add' : sign === '-' ? 'subtract' : 'set'}`, { pieces: digits }), value: sign + digits })),
          { name: t('shop.manage.stock_choice.unlimited'), value: 'unlimited' },
        ];
      },
    }),
  },
  run: async (ctx, options) => manageView(ctx, await changeStock(ctx, options.item, readStockChange(options.change))),
});

export const action = command({
  ...rules, name: 'action', changes: 'staff',
  options: {
    item: anyItem, type: choice([...ACTION_TYPES, 'clear'], { required: true }), role: role(), hours: integer({ min: 1, max: ROLE_HOURS_MAX }),
    amount: amount(), gives: string({ max: NAME_MAX, autocomplete: completeAnyItem }), channel: channel(), text: string({ max: ACTION_TEXT_MAX }),
  },
  async run(ctx, options) {
    const { type, hours, gives, text } = options;
    const asked = { type, role: options.role, hours, amount: options.amount, gives, channel: options.channel, text };
    return manageView(ctx, await changeActions(ctx, options.item, asked));
  },
});

const posted = z.object({ channel: z.string(), cards: z.int() });

export const post = command({
  ...rules, name: 'post', changes: 'staff', options: { channel: channel(), item: string({ max: NAME_MAX, autocomplete: completeItem }) },
  async run(ctx, options) {
    const { channel: where, cards } = posted.parse((await postCards(ctx, options.channel?.id, options.item)).data);
    const description = ctx.privateTexts.t('shop.post.done', { count: cards, cards, channel: `<#${where}>` });
    return { embeds: [{ description, color: GREEN }], private: true };
  },
});

export const fulfil = command({
  ...rules, name: 'fulfil', changes: 'staff',
  options: {
    purchase: string({ required: true, min: 1, max: 20, autocomplete: completeOrder }),
    status: choice(ORDER_STATES, { required: true }), note: string({ max: NOTE_MAX }),
  },
  run: (ctx, { purchase, status, note }) => moveOrder(ctx, purchase, status, note ?? ''),
});
