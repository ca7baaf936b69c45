import { command } from '../../../define/command.ts';
import { user } from '../../../define/options.ts';
import { verify as verifyLedger } from '../verification.ts';

export const verify = command({
  name: 'verify',
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  perMinute: 5,
  options: { user: user() },
  run: (ctx, options) => verifyLedger(ctx, options.user),
});
