import { group } from '../../define/command.ts';
import type { Feature } from '../../define/feature.ts';
import { BALANCE_AUDIT } from './audit.ts';
import { JOB_CANCEL, JOB_START } from './bulk/job-row.ts';
import { resumeJobs } from './bulk/resume.ts';
import { confirmGiveRole } from './bulk/start.ts';
import { refreshJob, stopJob } from './bulk/watch.ts';
import { freeze } from './commands/freeze.ts';
import { giveRole } from './commands/give-role.ts';
import { give } from './commands/give.ts';
import { pause } from './commands/pause.ts';
import { reverse } from './commands/reverse.ts';
import { set } from './commands/set.ts';
import { take } from './commands/take.ts';
import { verify } from './commands/verify.ts';
import { putBalance } from './routes/balance.ts';
import { confirmReversal } from './confirm-reversal.ts';
import { dismiss } from './confirmation.ts';
import { messages } from './messages.ts';
import { thawGuild } from './thaw.ts';

/** What staff does to the money: give, take, correct, freeze, check, stop. */
export const treasury: Feature = {
  name: 'treasury',
  commands: [group('eco', [give, take, set, giveRole, freeze, reverse, verify, pause])],
  components: [dismiss, confirmReversal, confirmGiveRole, refreshJob, stopJob, thawGuild],
  statements: [BALANCE_AUDIT, JOB_START, JOB_CANCEL],
  jobs: [resumeJobs],
  routes: [putBalance],
  messages,
};
