import { command } from '../../../define/command.ts';
import { boolean, choice, string } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { PAUSABLE } from '../../../kernel/settings.ts';
import { setPaused } from '../pausing.ts';

export const pause = command({
  name: 'pause',
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  options: { feature: choice(PAUSABLE, { required: true }), off: boolean(), reason: string({ max: NOTE_MAX }) },
  run: (ctx, { feature, off, reason }) => setPaused(ctx, feature, off !== true, reason ?? ''),
});
