import * as z from 'zod';
import { globalRoute, ok } from '../../../define/route.ts';
import { expectVersion } from '../../../define/versions.ts';
import { LOG_DAYS_MAX, readRuntime, runtimeSchema, saveRuntime } from '../runtime.ts';

const reply = z.object({ log_level: z.enum(['info', 'warn', 'error']), log_days: z.int(), presence: z.boolean() });

export const getSettings = globalRoute({
  method: 'GET', path: '/api/settings', access: 'operator', summary: 'What the operator may change while Coffer runs',
  reply,
  async run({ env }) {
    const { version, settings } = await readRuntime(env.DB);
    return ok(settings, { version });
  },
});

export const putSettings = globalRoute({
  method: 'PUT', path: '/api/settings', access: 'operator', summary: 'Change the level and the days of the log, and whether the bot shows a status',
  // Without defaults: what is left out stays as it is.
  body: z.object({
    log_level: z.enum(['info', 'warn', 'error']).optional(), log_days: z.int().min(1).max(LOG_DAYS_MAX).optional(), presence: z.boolean().optional(),
  }).refine((body) => Object.values(body).some((value) => value !== undefined), { message: 'log_level, log_days or presence' }),
  reply,
  async run(call, { body }) {
    const { env, now, principal, reference } = call;
    const before = await readRuntime(env.DB);
    expectVersion(call, before.version);
    const actor = principal?.id ?? '';
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const settings = runtimeSchema.parse({ ...before.settings, ...given });
    const saved = await saveRuntime(env.DB, before, settings, { actor, key: `h:${actor}:${reference}`, now, source: 'api:PUT /api/settings' });
    return ok(saved.settings, { version: saved.version });
  },
});
