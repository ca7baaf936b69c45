import * as z from 'zod';
import { snowflakeId } from '../../../define/page.ts';
import { globalRoute, ok } from '../../../define/route.ts';
import { isPlaced } from '../../../db/placement.ts';
import { restartGuild } from '../../../guild/stub.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { globalAudit } from '../audit.ts';
import { restartAll } from '../restart.ts';

export const restart = globalRoute({
  method: 'POST', path: '/api/restart', access: 'operator',
  summary: 'Restart the object of one server, or of all servers in parts: go on with "after" while "next" is not null',
  body: z.object({ server_id: snowflakeId.optional(), after: snowflakeId.optional() }),
  reply: z.object({ restarted: z.int(), next: z.string().nullable() }),
  async run({ env, now, principal, reference }, { body: { server_id: one, after = '' } }) {
    if (one !== undefined && !(await isPlaced(env, one))) throw new AppError('not_found', 'errors.unknown_server');
    const actor = principal?.id ?? '';
    // Before the deed: a restart that is cut short has still been asked for.
    await globalAudit(env.DB, {
      actor, key: `h:${actor}:${reference}`, now, source: 'api:POST /api/restart', action: 'bot.restart', target: one ?? 'all', after: one === undefined ? { after } : undefined,
    }).run();
    const { guilds, next } = one === undefined ? await restartAll(env, after) : { guilds: [one], next: null };
    if (one !== undefined) await restartGuild(env, one);
    log('info', 'operations.restarted', { guilds: guilds.length, ...(one === undefined ? {} : { guild: one }) });
    return ok({ restarted: guilds.length, next });
  },
});
