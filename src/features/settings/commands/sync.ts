import { command } from '../../../define/command.ts';
import { showSync } from '../sync/buttons.ts';

export const sync = command({
  name: 'sync',
  permission: 'admin',
  reply: 'private',
  options: {},
  run: (ctx) => showSync(ctx),
});
