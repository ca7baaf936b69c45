import { command } from '../../../define/command.ts';
import { amount, role, string } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { askGiveRole } from '../bulk/start.ts';

export const giveRole = command({
  name: 'give-role',
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  options: {
    role: role({ required: true }),
    amount: amount({ required: true }),
    reason: string({ required: true, min: 1, max: NOTE_MAX }),
  },
  run: (ctx, options) => askGiveRole(ctx, options.role, options.amount, options.reason),
});
