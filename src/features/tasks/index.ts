import type { Feature } from '../../define/feature.ts';
import { bountyMirror } from './bounty/card.ts';
import { bountyCommands, bountyPages } from './bounty/commands.ts';
import { deliverButton, deliverForm, takeButton } from './bounty/components.ts';
import { BOUNTY_SAVE, TAKER_SAVE } from './bounty/rows.ts';
import { taskMirror } from './card.ts';
import { adminCommands } from './commands/admin.ts';
import { reviewCommands } from './commands/review.ts';
import { taskCommands } from './commands/task.ts';
import { claimButton, dropButton } from './components/claim.ts';
import { confirmClose, dismissClose } from './components/close.ts';
import { createForm, editForm } from './components/form.ts';
import { listPages, taskMenu } from './components/list.ts';
import { openMenu, queuePages } from './components/queue.ts';
import { acceptButton, reasonForm, returnButton } from './components/review.ts';
import { submitButton, submitForm, submitMenu } from './components/submit.ts';
import { tickTasks } from './cron/job.ts';
import { messages } from './messages.ts';
import { proofMirror } from './proof-card.ts';
import { getFile } from './routes/file.ts';
import { deleteTask, postAnnounce, postClose, postTask, putTask } from './routes/manage.ts';
import { postLease, postVerdict } from './routes/review.ts';
import { getSubmission, listSubmissions } from './routes/submissions.ts';
import { getTask, listClaims, listTasks } from './routes/tasks.ts';
import { TASK_STATEMENTS } from './statements.ts';

/** Tasks that staff sets, proofs that reviewers look at, bounties that members pay. */
export const tasks: Feature = {
  name: 'tasks',
  commands: [taskCommands, adminCommands, reviewCommands, bountyCommands],
  components: [
    claimButton, dropButton, submitButton, submitMenu, listPages, taskMenu, confirmClose, dismissClose, openMenu, queuePages,
    acceptButton, returnButton, takeButton, deliverButton, bountyPages,
  ],
  modals: [submitForm, createForm, editForm, reasonForm, deliverForm],
  statements: [...TASK_STATEMENTS, BOUNTY_SAVE, TAKER_SAVE],
  routes: [
    listTasks, postTask, getTask, putTask, deleteTask, postClose, postAnnounce, listClaims, listSubmissions, getSubmission, postVerdict, postLease, getFile,
  ],
  jobs: [tickTasks],
  mirrors: [taskMirror, proofMirror, bountyMirror],
  messages,
};
