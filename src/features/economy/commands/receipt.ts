import { command } from '../../../define/command.ts';
import type { Context } from '../../../define/context.ts';
import { integer, type Choice } from '../../../define/options.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { showReceipt } from '../components/receipt.ts';
import { readHistory } from '../history.ts';
import { kindName, valueOf } from '../kinds.ts';

/** The member's newest entries; what is typed narrows them by number. */
async function ownEntries(ctx: Context, typed: string): Promise<Choice[]> {
  const texts = ctx.privateTexts;
  const date = new Intl.DateTimeFormat(texts.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: ctx.settings.locale.timezone });
  const query = { user: ctx.actor.id, kind: '', since: 0 };
  const first = await readHistory(ctx, query, { move: 'newest', skip: 0 });
  const rest = first.older === null ? [] : (await readHistory(ctx, query, { move: 'older', seq: first.older })).rows;
  const own = memberAccount(ctx.actor.id);
  return [...first.rows, ...rest]
    .filter(({ seq }) => String(seq).startsWith(typed.replace('#', '')))
    .map((row) => ({
      name: `#${row.seq} · ${row.to === own ? '+' : '−'}${valueOf(texts, row)} · ${kindName(texts, row.kind)} · ${date.format(row.at)}`,
      value: row.seq,
    }));
}

export const receipt = command({
  name: 'receipt',
  permission: 'member',
  reply: 'private',
  options: { id: integer({ required: true, min: 1, autocomplete: ownEntries }) },
  run: (ctx, { id }) => showReceipt(ctx, id),
});
