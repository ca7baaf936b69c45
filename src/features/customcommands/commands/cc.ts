import { command, group } from '../../../define/command.ts';
import type { Context } from '../../../define/context.ts';
import { boolean, integer, string, type Choice } from '../../../define/options.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { showList } from '../components/pages.ts';
import { NAME_MAX, normalName } from '../naming.ts';
import { removeCommand } from '../remove.ts';
import { COMMANDS_MAX, readList } from '../rows.ts';
import { DESCRIPTION_MAX, RESPONSE_MAX, saveCommand } from '../save.ts';
import { removedView, savedView } from '../views/changed.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

async function completeName(ctx: Context, typed: string): Promise<Choice[]> {
  const wanted = normalName(typed);
  const rows = await readList(ctx, { limit: COMMANDS_MAX });
  return rows.filter(({ name }) => name.includes(wanted)).map(({ name }) => ({ name: `/${name}`, value: name }));
}

/** An option of a slash command holds no line break; `\n` stands for one. */
const withBreaks = (text: string): string => text.replaceAll('\\n', '\n');

const save = command({
  ...rules, name: 'save',
  options: {
    name: string({ required: true, min: 1, max: NAME_MAX + 1, autocomplete: completeName }),
    response: string({ required: true, min: 1, max: RESPONSE_MAX }),
    cost: integer({ min: 0, max: AMOUNT_MAX }),
    description: string({ min: 1, max: DESCRIPTION_MAX }),
    private: boolean(),
  },
  run: async (ctx, asked) => savedView(ctx, await saveCommand(ctx, { ...asked, response: withBreaks(asked.response) })),
});

const remove = command({
  ...rules, name: 'remove',
  options: { name: string({ required: true, min: 1, max: NAME_MAX + 1, autocomplete: completeName }) },
  run: async (ctx, { name }) => removedView(ctx, await removeCommand(ctx, name)),
});

const list = command({
  name: 'list', permission: 'moderator', reply: 'private',
  options: { page: integer({ min: 1, max: COMMANDS_MAX }) },
  run: (ctx, { page }) => showList(ctx, page ?? 1),
});

export const cc = group('cc', [save, remove, list]);
