import { command, group } from '../../define/command.ts';
import type { Context } from '../../define/context.ts';
import { boolean, channel, string, type Choice } from '../../define/options.ts';
import { AppError } from '../../kernel/errors.ts';
import { postEmbed } from './change.ts';
import { askDelete } from './components/delete.ts';
import { openCreateForm, openEditForm } from './components/form.ts';
import { NAME_MAX, typedName } from './input.ts';
import { listEmbeds, readEmbed, readNamed, type EmbedRow } from './rows.ts';
import { EMBEDS_MAX } from './statements.ts';
import { savedView } from './view.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

/** Templates whose name has what is typed. */
async function completeName(ctx: Context, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase();
  const rows = await listEmbeds(ctx, undefined, EMBEDS_MAX);
  return rows.filter(({ name }) => name.includes(wanted)).map(({ name }) => ({ name, value: name }));
}

/** The template of that name, or of that number where it is written `#12`. */
async function named(ctx: Context, typed: string): Promise<EmbedRow> {
  const number = /^#(\d{1,9})$/.exec(typed.trim())?.[1];
  const row = (await readNamed(ctx, typedName(typed))) ?? (number === undefined ? undefined : await readEmbed(ctx, Number(number)));
  if (!row) throw new AppError('not_found', 'embeds.refused.unknown_name');
  return row;
}

const newName = string({ required: true, min: 1, max: NAME_MAX });
const knownName = string({ required: true, min: 1, max: NAME_MAX, autocomplete: completeName });

const create = command({
  ...rules,
  name: 'create',
  options: { name: newName },
  async run(ctx, { name: typed }) {
    const name = typedName(typed);
    // Before the form is filled in; the commit looks again.
    if (await readNamed(ctx, name)) throw new AppError('conflict', 'embeds.refused.name_taken');
    return openCreateForm(ctx, name);
  },
});

const edit = command({
  ...rules,
  name: 'edit',
  options: { name: knownName },
  run: async (ctx, { name }) => openEditForm(ctx, await named(ctx, name)),
});

const post = command({
  ...rules,
  name: 'post',
  options: { name: knownName, channel: channel({ required: true }) },
  run: async (ctx, { name, channel: target }) => savedView(ctx, 'posted', await postEmbed(ctx, (await named(ctx, name)).embedId, target.id)),
});

const remove = command({
  ...rules,
  name: 'delete',
  options: { name: knownName, messages: boolean() },
  run: async (ctx, { name, messages }) => askDelete(ctx, await named(ctx, name), messages),
});

export const embedCommands = group('embed', [create, edit, post, remove]);
