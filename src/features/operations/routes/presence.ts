import * as z from 'zod';
import { globalRoute, guildRoute, ok } from '../../../define/route.ts';
import { expectVersion } from '../../../define/versions.ts';
import { failureOf } from '../../../db/failure.ts';
import { AppError } from '../../../kernel/errors.ts';
import { auditRow } from '../../../ledger/also.ts';
import { globalAudit, NO_GUILD } from '../audit.ts';
import { activity, presenceStatement, presenceWish, readPresence, savePresence, STATUSES, wished, type Presence } from '../presence.ts';
import { readRuntime } from '../runtime.ts';

const shown = z.object({ status: z.enum(STATUSES), activity: activity.nullable() });
const NOT_CONNECTED = 'not connected: presence is off';
const NOT_YET = 'not connected: presence is switched on, and nothing connects yet';

const botReply = shown.extend({ connected: z.boolean(), enabled: z.boolean(), note: z.string() });
const serverReply = shown.extend({ server_id: z.string(), shown: z.boolean(), bot: shown, note: z.string() });
const ONE_STATUS = 'Discord shows one status of a bot for all servers: this wish is kept, and the operator decides (PUT /api/bot/status).';

const told = ({ status, activity: now }: Presence): z.input<typeof shown> => ({ status, activity: now });

async function botAnswer(db: D1Database, wanted: Presence) {
  const enabled = (await readRuntime(db)).settings.presence;
  return ok({ ...told(wanted), connected: false, enabled, note: enabled ? NOT_YET : NOT_CONNECTED }, { version: wanted.version });
}

export const getBotStatus = globalRoute({
  method: 'GET', path: '/api/bot/status', access: 'operator', summary: 'Which status the bot is wished to show, and whether it does',
  reply: botReply,
  run: async ({ env }) => botAnswer(env.DB, await readPresence(env.DB, NO_GUILD)),
});

export const putBotStatus = globalRoute({
  method: 'PUT', path: '/api/bot/status', access: 'operator', summary: 'Wish a status and an activity for the bot, on all servers',
  body: presenceWish, reply: botReply,
  async run(call, { body }) {
    const { env, now, principal, reference } = call;
    const before = await readPresence(env.DB, NO_GUILD);
    expectVersion(call, before.version);
    const next = wished(before, body);
    const actor = principal?.id ?? '';
    const source = 'api:PUT /api/bot/status';
    const note = globalAudit(env.DB, { actor, key: `h:${actor}:${reference}`, now, source, action: 'bot.status', target: 'bot', before: told(before), after: told(next) });
    try {
      await env.DB.batch([presenceStatement(env.DB, NO_GUILD, next, { actor, now }), note]);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'guard' && failure.name === 'operations:version') throw new AppError('stale', 'errors.stale');
      throw error;
    }
    return botAnswer(env.DB, next);
  },
});

export const getServerStatus = guildRoute({
  method: 'GET', path: '/api/:server_id/status', access: 'staff', summary: 'Which status this server wishes for the bot, and what the bot is wished to show',
  reply: serverReply,
  async run({ env, db, guildId }) {
    const [wanted, bot] = await Promise.all([readPresence(db.$client, guildId), readPresence(env.DB, NO_GUILD)]);
    return ok({ server_id: guildId, ...told(wanted), shown: false, bot: told(bot), note: ONE_STATUS }, { version: wanted.version });
  },
});

const saved = shown.extend({ version: z.int() });

export const putServerStatus = guildRoute({
  method: 'PUT', path: '/api/:server_id/status', access: 'admin', summary: 'Wish a status for the bot; Discord shows one for all servers',
  body: presenceWish, reply: serverReply,
  async run(ctx, { body }) {
    const { db, env, guildId } = ctx;
    const before = await readPresence(db.$client, guildId);
    expectVersion(ctx, before.version);
    const next = wished(before, body);
    const done = await ctx.ledger.post({
      kind: 'presence_wish', basis: [`presence:${before.version}`], data: { ...told(next), version: next.version },
      also: [savePresence(guildId, next), auditRow({ action: 'server.status', target: 'bot', before: told(before), after: told(next), source: ctx.source })],
    });
    const { version, ...now } = saved.parse(done.data);
    return ok({ server_id: guildId, ...now, shown: false, bot: told(await readPresence(env.DB, NO_GUILD)), note: ONE_STATUS }, { version });
  },
});
