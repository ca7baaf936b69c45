import * as z from 'zod';
import type { RouteRules } from '../define/route.ts';
import type { Texts } from '../i18n/texts.ts';
import { AppError, type ErrorCode } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { InputError } from './input.ts';

const STATUS: Record<ErrorCode, number> = {
  invalid: 400, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, stale: 412, mismatch: 422, insufficient: 409, limited: 429,
  blocked: 423, unavailable: 503,
};

/** The one envelope of errors. `fields` only where the input did not fit; `reference` is what the log names it by. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(), message: z.string(), reference: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
});

/** The answer for what was thrown: a refusal says itself, a fault is logged whole and shown bare. */
export function errorResponse(error: unknown, texts: Texts, reference: string, route?: RouteRules): Response {
  if (!(error instanceof AppError)) {
    log('error', 'api.failed', { reference, route: route && `${route.method} ${route.path}`, error });
    return Response.json({ error: { code: 'fault', message: texts.t('errors.fault'), reference } }, { status: 500 });
  }
  const { code, params } = error;
  const until = Number(params['until'] ?? 0);
  const status = STATUS[code];
  const headers: Record<string, string> = {};
  if (status === 429 || status === 503) headers['retry-after'] = String(Math.max(1, Math.ceil((until - Date.now()) / 1_000)));
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return Response.json({
    error: {
      code, message: texts.t(error.text, spoken(params, texts)), reference,
      ...(error instanceof InputError ? { fields: error.fields } : {}),
      ...(Object.keys(params).length > 0 ? { details: params } : {}),
    },
  }, { status, headers });
}

/** Numbers as people read them; moments as ISO 8601, because a client knows the reader's zone and this door does not. */
function spoken(params: AppError['params'], texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => {
    if (name === 'until') return [name, new Date(Number(value)).toISOString()];
    return [name, typeof value === 'number' ? texts.number(value) : value];
  }));
}
