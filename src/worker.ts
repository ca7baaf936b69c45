import { http } from './app/http.ts';
import { runCron } from './app/cron.ts';
import type { Env } from './kernel/env.ts';

export { Guild } from './app/guild.ts';
export { Outbox } from './app/outbox.ts';

export default {
  fetch: (request, env, execution) => http.fetch(request, env, execution),
  scheduled: (event, env) => runCron(event.cron, event.scheduledTime, env),
} satisfies ExportedHandler<Env>;
