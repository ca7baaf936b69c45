import type { APILabelComponent } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import type { ModalReply } from '../../../define/reply.ts';
import { NAME_MAX, type Item } from '../item.ts';
import { CATEGORY_MAX, DESCRIPTION_MAX, EMOJI_MAX } from '../manage/form.ts';

const LINE = 1;
const PARAGRAPH = 2;
/** Digits of the largest amount. */
const NUMBER_MAX = 16;

interface Field {
  id: string;
  max: number;
  value: string | number | null | undefined;
  required?: boolean;
  style?: 1 | 2;
}

function field(ctx: Context, { id, max, value, required = false, style = LINE }: Field): APILabelComponent {
  const { t } = ctx.privateTexts;
  const text = value === null || value === undefined ? '' : String(value);
  return {
    type: 18, label: t(`shop.forms.${id}.label`), description: t(`shop.forms.${id}.hint`),
    component: { type: 4, style, custom_id: id, required, max_length: max, ...(required ? { min_length: 1 } : {}), ...(text ? { value: text } : {}) },
  };
}

/** What an item is: the first form, filled with what it is now. */
export function itemFormView(ctx: Context, customId: string, item: Item | undefined): ModalReply {
  const { t } = ctx.privateTexts;
  return {
    modal: {
      custom_id: customId, title: t(item ? 'shop.forms.edit' : 'shop.forms.add'),
      components: [
        field(ctx, { id: 'name', max: NAME_MAX, value: item?.name, required: true }),
        field(ctx, { id: 'description', max: DESCRIPTION_MAX, value: item?.description, style: PARAGRAPH }),
        field(ctx, { id: 'price', max: NUMBER_MAX, value: item?.price, required: true }),
        field(ctx, { id: 'category', max: CATEGORY_MAX, value: item?.category }),
        field(ctx, { id: 'emoji', max: EMOJI_MAX, value: item?.emoji }),
      ],
    },
  };
}

/** Who may buy it and what becomes of a copy: the second form. */
export function rulesFormView(ctx: Context, customId: string, item: Item): ModalReply {
  const { t } = ctx.privateTexts;
  const role: APILabelComponent = {
    type: 18, label: t('shop.forms.role.label'), description: t('shop.forms.role.hint'),
    component: {
      type: 6, custom_id: 'role', required: false, min_values: 0, max_values: 1,
      // Discord's enum for this is a value; only its types are imported here.
      ...(item.requiredRole === null ? {} : { default_values: [{ id: item.requiredRole, type: 'role' as never }] }),
    },
  };
  return {
    modal: {
      custom_id: customId, title: t('shop.forms.rules'),
      components: [
        role,
        field(ctx, { id: 'limit', max: NUMBER_MAX, value: item.limitPerMember }),
        field(ctx, { id: 'balance', max: NUMBER_MAX, value: item.minBalance }),
        field(ctx, { id: 'rate', max: 4, value: item.sellRate }),
        field(ctx, { id: 'days', max: 4, value: item.copyDays }),
      ],
    },
  };
}
