import { boolean, choice, role } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { LEVELS } from '../../../kernel/settings.ts';
import { toggled } from '../membership.ts';
import { sectionCommand } from '../rule.ts';

export const roles = sectionCommand({
  section: 'roles',
  options: { level: choice(LEVELS, { required: true }), role: role({ required: true }), off: boolean() },
  change(draft, { level, role: given, off }, ctx) {
    if (given.id === ctx.guildId) throw new AppError('invalid', 'settings.everyone');
    draft.roles[level] = toggled(draft.roles[level], given.id, off !== true);
  },
});
