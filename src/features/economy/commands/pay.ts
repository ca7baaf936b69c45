import { command } from '../../../define/command.ts';
import { amount, string, user } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { transfer } from '../transfer.ts';

export const pay = command({
  name: 'pay',
  permission: 'member',
  reply: 'public',
  changes: 'own',
  pausable: 'transfers',
  hot: true,
  options: { user: user({ required: true }), amount: amount({ required: true }), note: string({ max: NOTE_MAX }) },
  run: (ctx, options) => transfer(ctx, options.user, options.amount, options.note ?? ''),
});
