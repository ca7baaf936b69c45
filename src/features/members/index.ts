import type { Feature } from '../../define/feature.ts';
import { me } from './me/commands.ts';
import { confirmErase, keepData } from './me/erase.ts';
import { messages } from './messages.ts';
import { cleanUp, reactivate } from './routes/cleanup.ts';
import { exportServer } from './routes/export.ts';
import { listInactive } from './routes/inactive.ts';
import { getUser } from './routes/profile.ts';
import { listUsers } from './routes/users.ts';
import { MEMBER_STATEMENTS } from './statements.ts';
import { sweepMembers } from './sweep/job.ts';

/** The members of a server as staff sees them: who is there, who has gone, what is kept of them. */
export const members: Feature = {
  name: 'members',
  commands: [me],
  components: [confirmErase, keepData],
  statements: MEMBER_STATEMENTS,
  jobs: [sweepMembers],
  // Fixed addresses first: `inactive` is no id, but the first that fits answers.
  routes: [listUsers, listInactive, cleanUp, getUser, reactivate, exportServer],
  messages,
};
