import { boolean, choice, role, user } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { BOARDS } from '../../../kernel/settings.ts';
import { toggled } from '../membership.ts';
import { sectionCommand } from '../rule.ts';

export const exclude = sectionCommand({
  section: 'exclude',
  options: { board: choice(BOARDS, { required: true }), user: user(), role: role(), off: boolean() },
  change(draft, { board, user: member, role: group, off }, ctx) {
    if (!member && !group) throw new AppError('invalid', 'settings.exclude_missing');
    if (group?.id === ctx.guildId) throw new AppError('invalid', 'settings.everyone');
    const excluded = draft.exclude[board];
    if (member) excluded.users = toggled(excluded.users, member.id, off !== true);
    if (group) excluded.roles = toggled(excluded.roles, group.id, off !== true);
  },
});
