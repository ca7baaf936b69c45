import { command } from '../../../define/command.ts';
import { boolean, string, user } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { setFrozen } from '../freezing.ts';

export const freeze = command({
  name: 'freeze',
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  options: { user: user({ required: true }), off: boolean(), reason: string({ max: NOTE_MAX }) },
  run: (ctx, { user: target, off, reason }) => setFrozen(ctx, target, off !== true, reason ?? ''),
});
