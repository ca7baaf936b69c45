import { http } from './app/http.ts';
import { runCron } from './app/cron.ts';
import { keepLogs } from './app/log-store.ts';
import type { Env } from './kernel/env.ts';

export { Guild } from './app/guild.ts';
export { Outbox } from './app/outbox.ts';
export { Accounts } from './features/access/accounts.object.ts';

keepLogs();

export default {
  fetch: (request, env, execution) => http.fetch(request, env, execution),
  scheduled: (event, env) => runCron(event.cron, event.scheduledTime, env),
} satisfies ExportedHandler<Env>;
