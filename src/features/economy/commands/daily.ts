import { command } from '../../../define/command.ts';
import { claimDaily } from '../daily.ts';

export const daily = command({
  name: 'daily',
  permission: 'member',
  reply: 'private',
  changes: 'own',
  pausable: 'earning',
  options: {},
  run: (ctx) => claimDaily(ctx),
});
