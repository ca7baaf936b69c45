import { command } from '../../../define/command.ts';
import { integer, string } from '../../../define/options.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { completeEntry } from '../entry-completion.ts';
import { askReversal } from '../reversal.ts';

export const reverse = command({
  name: 'reverse',
  permission: 'economist',
  reply: 'private',
  changes: 'staff',
  options: {
    entry: integer({ required: true, min: 1, autocomplete: completeEntry }),
    reason: string({ required: true, min: 1, max: NOTE_MAX }),
  },
  run: (ctx, { entry, reason }) => askReversal(ctx, entry, reason),
});
