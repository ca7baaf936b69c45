import { command } from '../../../define/command.ts';
import { choice } from '../../../define/options.ts';
import { SECTIONS } from '../sections.ts';
import { showSettings } from '../section-select.ts';

export const view = command({
  name: 'view',
  permission: 'admin',
  reply: 'private',
  options: { section: choice(SECTIONS) },
  run: async (ctx, { section }) => showSettings(ctx, section ?? 'all'),
});
