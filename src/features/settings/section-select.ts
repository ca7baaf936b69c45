import { component } from '../../define/component.ts';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { SECTIONS, type Section } from './sections.ts';
import { overview } from './views/overview.ts';

/** The menu under `/config view`. */
export const sectionSelect = component({
  key: 'settings_section',
  version: 1,
  state: {},
  permission: 'admin',
  reply: 'private',
  updates: true,
  run: async (ctx, _state, { values }) => ({ ...showSettings(ctx, SECTIONS.find((name) => name === values[0]) ?? 'all'), update: true }),
});

/** The settings as they are, with the menu to go on. */
export function showSettings(ctx: Context, section: Section | 'all'): MessageReply {
  return overview(ctx, section, sectionSelect.id({}));
}
