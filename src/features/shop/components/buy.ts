import * as z from 'zod';
import { component, modal } from '../../../define/component.ts';
import { AppError } from '../../../kernel/errors.ts';
import { QUANTITY_MAX } from '../item.ts';
import { buy } from '../purchase.ts';

const item = { item: z.coerce.number().int().min(1).max(999_999_999) };
const rules = { permission: 'member', reply: 'private', pausable: 'shop' } as const;

/** Buys one copy. */
export const buyButton = component({
  ...rules,
  key: 'shop_buy',
  version: 1,
  state: item,
  changes: 'own',
  hot: true,
  run: (ctx, state) => buy(ctx, String(state.item), 1),
});

/** The form that asks how many. */
export const quantityForm = modal({
  ...rules,
  key: 'shop_quantity',
  version: 1,
  state: item,
  changes: 'own',
  hot: true,
  async run(ctx, state, { fields }) {
    const text = String(fields['quantity'] ?? '').trim();
    const quantity = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (quantity < 1 || quantity > QUANTITY_MAX) throw new AppError('invalid', 'errors.range', { min: 1, max: QUANTITY_MAX });
    return buy(ctx, String(state.item), quantity);
  },
});

export const buyMoreButton = component({
  ...rules,
  key: 'shop_more',
  version: 1,
  state: item,
  async run(ctx, state) {
    const { t } = ctx.privateTexts;
    const quantity = { type: 4, style: 1, custom_id: 'quantity', min_length: 1, max_length: 4, required: true, placeholder: '5' } as const;
    return {
      modal: {
        custom_id: quantityForm.id(state), title: t('shop.buy.form'),
        components: [{ type: 18, label: t('shop.buy.quantity'), component: quantity }],
      },
    };
  },
});
