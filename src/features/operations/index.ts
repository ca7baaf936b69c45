import type { Feature } from '../../define/feature.ts';
import { trimLogs } from './logs/retention.ts';
import { messages } from './messages.ts';
import { PRESENCE_SAVE } from './presence.ts';
import { exportSystem } from './routes/export.ts';
import { clearLogs, getLogs } from './routes/logs.ts';
import { getBotStatus, getServerStatus, putBotStatus, putServerStatus } from './routes/presence.ts';
import { restart } from './routes/restart.ts';
import { getSettings, putSettings } from './routes/settings.ts';
import { getStatus } from './routes/status.ts';

/** What the operator looks at: status, logs, settings, restart. */
export const operations: Feature = {
  name: 'operations',
  statements: [PRESENCE_SAVE],
  jobs: [trimLogs],
  routes: [getBotStatus, putBotStatus, getServerStatus, putServerStatus, getStatus, getLogs, clearLogs, getSettings, putSettings, restart, exportSystem],
  messages,
};
