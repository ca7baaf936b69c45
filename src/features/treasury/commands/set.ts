import { command } from '../../../define/command.ts';
import { boolean, integer, string, user } from '../../../define/options.ts';
import { AMOUNT_MAX, NOTE_MAX } from '../../../kernel/limits.ts';
import { adjust } from '../adjust.ts';

/** Declared private, so that a deferred silent answer is never seen by others. */
export const set = command({
  name: 'set',
  permission: 'economist',
  reply: 'private',
  changes: 'staff',
  options: {
    user: user({ required: true }),
    amount: integer({ required: true, min: 0, max: AMOUNT_MAX }),
    reason: string({ required: true, min: 1, max: NOTE_MAX }),
    silent: boolean(),
  },
  run: (ctx, { user: target, amount: asked, reason, silent }) =>
    adjust(ctx, 'set', { user: target, amount: asked, reason, silent: silent === true }),
});
