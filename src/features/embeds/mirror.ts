import type { Mirror } from '../../define/mirror.ts';
import { bodyOf, KIND, readEmbed } from './rows.ts';

/** The posted copies of templates. One that is deleted in Discord stays away. */
export const embedMirror: Mirror = {
  kind: KIND,
  whenDeleted: 'orphan',
  findBy: 'text',
  async render(ctx, record) {
    const row = await readEmbed(ctx, Number(record.split(':')[0]));
    return row ? { embeds: [bodyOf(row)] } : null;
  },
};
