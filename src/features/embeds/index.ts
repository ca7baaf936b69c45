import type { Feature } from '../../define/feature.ts';
import { embedCommands } from './commands.ts';
import { confirmDelete, dismissDelete } from './components/delete.ts';
import { createForm, editForm } from './components/form.ts';
import { messages } from './messages.ts';
import { embedMirror } from './mirror.ts';
import { getEmbed, getEmbeds } from './routes/read.ts';
import { postCopy, postNewEmbed, putEmbed, removeEmbed } from './routes/write.ts';
import { EMBED_STATEMENTS } from './statements.ts';

/** Templates of embeds, and the copies that were posted. */
export const embeds: Feature = {
  name: 'embeds',
  commands: [embedCommands],
  components: [confirmDelete, dismissDelete],
  modals: [createForm, editForm],
  statements: EMBED_STATEMENTS,
  mirrors: [embedMirror],
  routes: [getEmbeds, postNewEmbed, getEmbed, putEmbed, removeEmbed, postCopy],
  messages,
};
