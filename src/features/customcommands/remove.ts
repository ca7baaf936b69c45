import type { Context } from '../../define/context.ts';
import { unregisterCommand } from '../../discord/rows.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done } from '../../ledger/operation.ts';
import { normalName } from './naming.ts';
import { readRow } from './rows.ts';
import type { StaleAt } from './save.ts';
import { saveRow } from './statements.ts';

const REMOVE = 'custom_command_remove';

/** Takes a command away, here at once and at Discord by the outbox. */
export async function removeCommand(ctx: Context, typed: string, staleAt: StaleAt = () => undefined): Promise<Done> {
  const name = normalName(typed);
  const before = await readRow(ctx, name);
  if (before?.removed !== 0) return ctx.ledger.refuse(REMOVE, { code: 'not_found', text: 'customcommands.unknown', params: { name } });
  const stale = staleAt(before.version);
  if (stale) return ctx.ledger.refuse(REMOVE, stale);
  const { description, response, cost, private: own, uses, version } = before;
  const note = auditRow({
    action: 'cc.remove', target: `command:${name}`, before: { description, response, cost, private: own === 1, uses }, source: ctx.source,
  });
  return ctx.ledger.post({
    kind: REMOVE,
    also: [saveRow({ ...before, version: version + 1, response: '', removed: 1 }), ...unregisterCommand(name), note],
    basis: [`custom_command:${name}:${version}`],
    data: { name, uses },
  });
}
