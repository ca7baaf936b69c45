import { command } from '../../../define/command.ts';
import type { Context } from '../../../define/context.ts';
import { integer, string, user, type Choice } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { showHistory } from '../components/history.ts';
import { HISTORY_PAGE } from '../history.ts';
import { KINDS, kindName } from '../kinds.ts';
import { sinceMoment } from '../since.ts';

/** Pages that can be named; older ones are reached by the button. */
const PAGE_MAX = 50;

async function kindsLike(ctx: Context, typed: string): Promise<Choice[]> {
  const wanted = typed.toLowerCase();
  return KINDS.map((kind) => ({ name: kindName(ctx.privateTexts, kind), value: kind }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.includes(wanted));
}

/** A kind by its own name, whether picked or typed. */
function kindNamed(ctx: Context, typed: string): string {
  const wanted = typed.toLowerCase();
  const found = KINDS.find((kind) => kind === wanted || kindName(ctx.privateTexts, kind).toLowerCase() === wanted);
  if (!found) throw new AppError('not_found', 'economy.history.kind_unknown');
  return found;
}

export const history = command({
  name: 'history',
  permission: 'member',
  reply: 'private',
  options: {
    user: user(), type: string({ max: 32, autocomplete: kindsLike }), since: string({ max: 20 }), page: integer({ min: 1, max: PAGE_MAX }),
  },
  async run(ctx, { user: member, type, since, page = 1 }) {
    if (member?.bot) throw new AppError('invalid', 'errors.no_bots');
    const query = {
      user: member?.id ?? ctx.actor.id,
      kind: type ? kindNamed(ctx, type) : '',
      since: since ? Math.max(0, sinceMoment(since, ctx.now, ctx.settings.locale.timezone)) : 0,
    };
    return showHistory(ctx, query, { move: 'newest', skip: (page - 1) * HISTORY_PAGE });
  },
});
