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
  jobs: [tickTasks],
  mirrors: [taskMirror, proofMirror, bountyMirror],
  messages,
};
