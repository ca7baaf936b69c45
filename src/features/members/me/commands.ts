import { command, group } from '../../../define/command.ts';
import { askErase } from './erase.ts';
import { exportOwn } from './export.ts';

const rules = { permission: 'member', reply: 'private', options: {} } as const;

/** What members may do with what is kept of them. Exports read much, so few go through a minute. */
export const me = group('me', [
  command({ ...rules, name: 'export', perMinute: 2, run: exportOwn }),
  command({ ...rules, name: 'erase', run: askErase }),
]);
