import { command } from '../../../define/command.ts';
import { amount, string, user } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { transfer } from '../transfer.ts';

const rules = { permission: 'member', reply: 'public', changes: 'own', pausable: 'transfers', hot: true } as const;

export const pay = command({
  ...rules,
  name: 'pay',
  options: { user: user({ required: true }), amount: amount({ required: true }), note: string({ max: NOTE_MAX }) },
  run: (ctx, options) => transfer(ctx, options.user, options.amount, options.note ?? ''),
});

/** The short form of /pay that members of older bots know. */
export const give = command({
  ...rules,
  name: 'give',
  options: { user: user({ required: true }), amount: amount({ required: true }) },
  run: (ctx, options) => transfer(ctx, options.user, options.amount, ''),
});
