import * as z from 'zod';
import { globalRoute, ok } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { personShape } from '../answers.ts';
import { guildsOf } from '../principal.ts';

export const meRoute = globalRoute({
  method: 'GET', path: '/api/auth/me', access: 'session', summary: 'Who is signed in, and where they may do something',
  reply: z.object({
    user: personShape,
    session: z.object({ id: z.string() }),
    rights: z.object({
      /** Whether every server and every global address is open. */
      operator: z.boolean(),
      /** Servers with Coffer that the person is on; what they may do there is asked of each. Null while Discord does not answer. */
      server_ids: z.array(z.string()).nullable(),
    }),
  }),
  async run({ env, principal, now }) {
    if (!principal) throw new AppError('unauthenticated', 'errors.signed_out');
    const { session, ...user } = principal;
    const server_ids = await guildsOf(env, principal, now).catch((error: unknown) => {
      // Who somebody is does not depend on Discord; the page can ask again.
      if (error instanceof AppError && error.code === 'unavailable') return null;
      throw error;
    });
    return ok({ user, session: { id: session }, rights: { operator: principal.kind === 'operator', server_ids } });
  },
});
