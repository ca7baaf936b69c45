import * as z from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import type { FilledForm } from '../../../define/component.ts';
import { NAME_MAX } from '../item.ts';
import type { ItemFields } from './save.ts';

/** Characters of the fields of an item. */
export const DESCRIPTION_MAX = 1_000;
export const CATEGORY_MAX = 32;
export const EMOJI_MAX = 64;
export const COPY_DAYS_MAX = 3_650;

const CUSTOM_EMOJI = /^<a?:\w{2,32}:\d{15,20}>$/;
/** One emoji of the keyboard, also where the sign that asks for colours was left out. */
const UNICODE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})$/v;

/** Whether Discord can show it as an emoji: one of the keyboard, or a server's own as `<:name:id>`. */
export const isEmoji = (text: string): boolean => CUSTOM_EMOJI.test(text) || UNICODE_EMOJI.test(text);

/** A text field without the spaces around it. Throws AppError where it is too long. */
function textField({ fields }: FilledForm, name: string, max: number): string {
  const text = String(fields[name] ?? '').trim();
  if (text.length > max) throw new AppError('invalid', 'errors.text_length', { max });
  return text;
}

/** A number typed into a form; null where it was left empty. Throws AppError for anything else than digits in the range. */
function numberField(form: FilledForm, name: string, min: number, max: number): number | null {
  const text = textField(form, name, 20).replace(/%$/, '').trim();
  if (text === '') return null;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new AppError('invalid', 'errors.range', { min, max });
  return value;
}

/** What the first form of an item says. */
export function readItemForm(form: FilledForm): Partial<ItemFields> {
  const name = textField(form, 'name', NAME_MAX).replace(/\s+/g, ' ');
  if (name === '') throw new AppError('invalid', 'errors.text_empty');
  const price = numberField(form, 'price', 0, AMOUNT_MAX);
  if (price === null) throw new AppError('invalid', 'errors.range', { min: 0, max: AMOUNT_MAX });
  const emoji = textField(form, 'emoji', EMOJI_MAX);
  if (emoji !== '' && !isEmoji(emoji)) throw new AppError('invalid', 'shop.manage.emoji');
  return { name, description: textField(form, 'description', DESCRIPTION_MAX), price, category: textField(form, 'category', CATEGORY_MAX), emoji };
}

const role = z.array(z.string().regex(/^\d{15,20}$/)).catch([]);

/** What the second form says; an empty field takes the rule away. */
export function readRulesForm(form: FilledForm): Partial<ItemFields> {
  return {
    requiredRole: role.parse(form.fields['role'])[0] ?? null,
    limitPerMember: numberField(form, 'limit', 1, AMOUNT_MAX),
    minBalance: numberField(form, 'balance', 1, AMOUNT_MAX),
    sellRate: numberField(form, 'rate', 0, 100) ?? 0,
    copyDays: numberField(form, 'days', 1, COPY_DAYS_MAX),
  };
}
