import type { Feature } from '../../define/feature.ts';
import { announcementMirror } from './body.ts';
import { announceCommands } from './commands.ts';
import { confirmDelete, dismissDelete } from './components/delete.ts';
import { editForm, newForm } from './components/form.ts';
import { postDueAnnouncements } from './cron.ts';
import { messages } from './messages.ts';
import { getAnnouncement, getAnnouncements } from './routes/read.ts';
import {
  pinAnnouncement, postAnnouncement, postTaskAnnouncement, putAnnouncement, removeAnnouncement, unpinAnnouncement,
} from './routes/write.ts';
import { ANNOUNCEMENT_STATEMENTS } from './statements.ts';

/** Announcements: posted, scheduled, repeated, kept in step with Discord. */
export const announcements: Feature = {
  name: 'announcements',
  commands: [announceCommands],
  components: [confirmDelete, dismissDelete],
  modals: [newForm, editForm],
  statements: ANNOUNCEMENT_STATEMENTS,
  jobs: [postDueAnnouncements],
  mirrors: [announcementMirror],
  routes: [
    getAnnouncements, postAnnouncement, postTaskAnnouncement, getAnnouncement, putAnnouncement, removeAnnouncement, pinAnnouncement, unpinAnnouncement,
  ],
  messages,
};
