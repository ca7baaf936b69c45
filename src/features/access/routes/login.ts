import * as z from 'zod';
import { globalRoute } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { signedIn, signedInShape } from '../answers.ts';
import { neededSecret, randomText, SESSION_ID_BYTES } from '../secrets.ts';
import { openSession, originOf } from '../sessions.ts';

const NAME_MAX = 200;
const PASSWORD_MAX = 1_000;

export const loginRoute = globalRoute({
  method: 'POST', path: '/api/auth/login', access: 'public', summary: 'Signs the operator in with user name and password',
  body: z.object({
    username: z.string().min(1).max(NAME_MAX), password: z.string().min(1).max(PASSWORD_MAX),
    /** Whether the tokens are wanted in the body too: for scripts. */
    tokens: z.boolean().default(false),
  }),
  reply: signedInShape,
  async run({ env, request, now }, { body }) {
    const secret = neededSecret(env);
    // Routes are listed in Node too, for the documents made from them; itty-durable loads in workerd alone.
    const { signInOperator } = await import('../accounts.stub.ts');
    const came = await signInOperator(env, body.username, body.password, originOf(request).address);
    if (came.status === 'unset') throw new AppError('unavailable', 'access.unset', { setting: 'ADMIN_USERNAME, ADMIN_PASSWORD' });
    if (came.status === 'limited') throw new AppError('limited', 'access.too_many', { until: came.until });
    if (came.status === 'wrong') throw new AppError('unauthenticated', 'access.wrong');
    const person = { kind: 'operator', id: 'operator', name: env.ADMIN_USERNAME ?? 'operator', avatar: null } as const;
    const session = await openSession(env, randomText(SESSION_ID_BYTES), person, request, now);
    log('info', 'access.signed_in', { kind: 'operator', ...originOf(request) });
    return signedIn(secret, session, now, { cookies: true, inBody: body.tokens });
  },
});
