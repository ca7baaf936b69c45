import * as z from 'zod';
import { modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { ModalReply } from '../../../define/reply.ts';
import { REPEATS } from '../../../kernel/wall-clock.ts';
import { TITLE_MAX } from '../body.ts';
import { editAnnouncement } from '../edit.ts';
import { FORM_TEXT_MAX, readForm, type Filled } from '../form.ts';
import { readAnnouncement, type AnnouncementRow } from '../rows.ts';
import { createAnnouncement } from '../save.ts';
import { idState } from '../settle.ts';
import { savedView } from '../view.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

/** What the command said; `at` 0 is at once. */
const newState = {
  channel: z.string().regex(/^\d{15,20}$/), mention: z.string().regex(/^(everyone|here|\d{15,20})?$/), pin: z.coerce.number().int().min(0).max(1),
  at: z.coerce.number().int().min(0), repeat: z.enum(REPEATS),
};

/** The form of a new announcement. */
export const newForm = modal({
  ...rules,
  key: 'announcements_new',
  version: 1,
  state: newState,
  async run(ctx, { channel, mention, pin, at, repeat }, { fields }) {
    // A time that passed while the form was open is not lost: the next minute posts it.
    const shown = await createAnnouncement(ctx, { ...readForm(fields), channel, mention, pin: pin === 1, at: at === 0 ? null : at, repeat, taskId: null });
    return savedView(ctx, 'created', shown);
  },
});

/** The form that changes an announcement and its message. */
export const editForm = modal({
  ...rules,
  key: 'announcements_edit',
  version: 1,
  state: { announcement: idState },
  async run(ctx, { announcement: id }, { fields }) {
    const found = await readAnnouncement(ctx, id);
    return savedView(ctx, 'edited', await editAnnouncement(ctx, id, readForm(fields, found?.row)));
  },
});

function inputs(ctx: Context, { title, text, color, image }: Partial<Filled>, ofTask: boolean): ModalReply['modal']['components'] {
  const { t } = ctx.privateTexts;
  const input = (id: string, value: string | undefined, max: number, more: { long?: boolean; placeholder?: string } = {}) => ({
    type: 18 as const,
    label: t(`announcements.form.${id}`),
    component: {
      type: 4 as const, style: more.long ? (2 as const) : (1 as const), custom_id: id, max_length: max, required: false,
      ...(more.placeholder === undefined ? {} : { placeholder: more.placeholder }), ...(value ? { value } : {}),
    },
  });
  const words = input('text', text, FORM_TEXT_MAX, { long: true });
  if (ofTask) return [words];
  return [
    input('title', title, TITLE_MAX), words, input('color', color, 8, { placeholder: t('announcements.form.color_hint') }),
    input('image', image, 2_000, { placeholder: 'https://' }),
  ];
}

export function openNewForm(ctx: Context, state: Parameters<typeof newForm.id>[0], title: string): ModalReply {
  const name = ctx.privateTexts.t(state.at === 0 ? 'announcements.form.post' : 'announcements.form.schedule');
  return { modal: { custom_id: newForm.id(state), title: name, components: inputs(ctx, { title }, false) } };
}

export function openEditForm(ctx: Context, row: AnnouncementRow, filled: Filled): ModalReply {
  const title = ctx.privateTexts.t('announcements.form.edit', { number: row.announcementId });
  return { modal: { custom_id: editForm.id({ announcement: row.announcementId }), title, components: inputs(ctx, filled, row.taskId !== null) } };
}
