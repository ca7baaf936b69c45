import { command } from '../../../define/command.ts';
import { amount, boolean, string, user } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { adjust } from '../adjust.ts';

/** Declared private, so that a deferred silent answer is never seen by others. */
export const give = command({
  name: 'give',
  permission: 'economist',
  reply: 'private',
  changes: 'staff',
  options: {
    user: user({ required: true }),
    amount: amount({ required: true }),
    reason: string({ required: true, min: 1, max: NOTE_MAX }),
    silent: boolean(),
  },
  run: (ctx, { user: target, amount: asked, reason, silent }) =>
    adjust(ctx, 'give', { user: target, amount: asked, reason, silent: silent === true }),
});
