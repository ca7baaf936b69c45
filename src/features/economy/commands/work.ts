import { command } from '../../../define/command.ts';
import { choice } from '../../../define/options.ts';
import { JOBS, work as doWork } from '../work.ts';

export const work = command({
  name: 'work',
  permission: 'member',
  reply: 'private',
  changes: 'own',
  pausable: 'earning',
  options: { job: choice(JOBS) },
  run: (ctx, { job }) => doWork(ctx, job),
});
