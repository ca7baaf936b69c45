import type { APIEmbed } from 'discord-api-types/v10';
import * as z from 'zod';
import { modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import { decodeCursor, encodeCursor } from '../../../define/page.ts';
import type { ModalReply } from '../../../define/reply.ts';
import { colorText, EMBED_LIMITS } from '../../../discord/embed-body.ts';
import { AppError } from '../../../kernel/errors.ts';
import { createEmbed, editEmbed } from '../change.ts';
import { embedName, FORM_TEXT_MAX, readEmbedForm } from '../input.ts';
import { bodyOf, type EmbedRow } from '../rows.ts';
import { idState, savedView } from '../view.ts';

/** Bytes of a name that fit a custom_id of 100 characters; the API takes longer ones. */
const NAME_BYTES_MAX = 60;

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

/** The form of a new template; its name came by the command. */
export const createForm = modal({
  ...rules,
  key: 'embeds_new',
  version: 1,
  state: { name: z.string() },
  run: async (ctx, { name }, { fields }) => {
    const [wanted] = decodeCursor(name, z.tuple([embedName]));
    return savedView(ctx, 'created', await createEmbed(ctx, wanted, readEmbedForm(fields)));
  },
});

/** The form that changes a template and its copies. */
export const editForm = modal({
  ...rules,
  key: 'embeds_edit',
  version: 1,
  state: { embed: idState },
  run: async (ctx, { embed }, { fields }) => savedView(ctx, 'edited', await editEmbed(ctx, embed, { embed: (row) => readEmbedForm(fields, bodyOf(row)) })),
});

function inputs(ctx: Context, { title, description, color, image, footer }: APIEmbed): ModalReply['modal']['components'] {
  const { t } = ctx.privateTexts;
  const input = (id: string, value: string | undefined, max: number, more: { long?: boolean; placeholder?: string } = {}) => ({
    type: 18 as const,
    label: t(`embeds.form.${id}`),
    component: {
      type: 4 as const, style: more.long ? (2 as const) : (1 as const), custom_id: id, max_length: max, required: false,
      ...(more.placeholder === undefined ? {} : { placeholder: more.placeholder }), ...(value ? { value } : {}),
    },
  });
  return [
    input('title', title, EMBED_LIMITS.title), input('description', description, FORM_TEXT_MAX, { long: true }),
    input('color', color === undefined ? undefined : colorText(color), 8, { placeholder: '#4a7fc1' }),
    input('image', image?.url, EMBED_LIMITS.url, { placeholder: 'https://' }), input('footer', footer?.text, EMBED_LIMITS.footer),
  ];
}

/** @throws AppError where the name is too long to ride in a form's custom_id */
export function openCreateForm(ctx: Context, name: string): ModalReply {
  if (new TextEncoder().encode(name).length > NAME_BYTES_MAX) throw new AppError('invalid', 'embeds.refused.name_bytes', { max: NAME_BYTES_MAX });
  return { modal: { custom_id: createForm.id({ name: encodeCursor([name]) }), title: ctx.privateTexts.t('embeds.form.create'), components: inputs(ctx, {}) } };
}

/** @throws AppError where its text is longer than a form can hold */
export function openEditForm(ctx: Context, row: EmbedRow): ModalReply {
  const body = bodyOf(row);
  if ((body.description ?? '').length > FORM_TEXT_MAX) throw new AppError('invalid', 'embeds.refused.form_long', { max: FORM_TEXT_MAX });
  return { modal: { custom_id: editForm.id({ embed: row.embedId }), title: ctx.privateTexts.t('embeds.form.edit'), components: inputs(ctx, body) } };
}
