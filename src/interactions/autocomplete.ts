import type { Registry } from '../define/registry.ts';
import type { Choice } from '../define/options.ts';
import { AppError } from '../kernel/errors.ts';
import { commandPath, type Runnable } from './dispatch.ts';
import type { Interaction } from './parse.ts';

/** Choices that Discord takes, and the length of a choice's name. */
const CHOICES_MAX = 25;
const NAME_MAX = 100;

/** What answers the option that is being typed. */
export function completionFor({ data }: Interaction, registry: Registry): { runnable: Runnable; choices(): Choice[] } {
  const { path, options } = commandPath(data.name ?? '', data.options);
  const found = registry.commands.get(path);
  const focused = options.find((option) => option.focused === true);
  const complete = focused && found?.declared.options[focused.name]?.autocomplete;
  if (!found || !complete) throw new AppError('not_found', 'errors.unknown_command');
  let choices: Choice[] = [];
  const { permission } = found.declared;
  return {
    runnable: {
      name: `complete:${path}`, feature: found.feature, rules: { permission, reply: 'private', perMinute: 120 }, asked: [],
      run: async (ctx) => {
        const listed = await complete(ctx, String(focused.value ?? ''));
        choices = listed.slice(0, CHOICES_MAX).map(({ name, value }) => ({ name: name.slice(0, NAME_MAX), value }));
        return {};
      },
    },
    choices: () => choices,
  };
}
