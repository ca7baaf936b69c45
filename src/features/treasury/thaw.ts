import { component } from '../../define/component.ts';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { auditRow, unfreezeAccount } from '../../ledger/also.ts';
import { freezeReason, WHOLE_GUILD } from './freezing.ts';
import { GREEN } from './views/colors.ts';

/** Lets the server move again after its ledger was found wrong: an admin's decision, kept in the audit. */
async function unfreezeGuild(ctx: Context): Promise<MessageReply> {
  const before = await freezeReason(ctx, WHOLE_GUILD);
  if (before === null) {
    await ctx.ledger.refuse('ledger_unfreeze', { code: 'conflict', text: 'treasury.verify.not_frozen' });
    return unfrozen(ctx);
  }
  const note = auditRow({
    action: 'ledger.unfreeze', target: 'guild', before: { frozen: before }, after: { frozen: null }, source: ctx.source,
  });
  await ctx.ledger.post({ kind: 'ledger_unfreeze', also: [unfreezeAccount(WHOLE_GUILD), note] });
  return unfrozen(ctx);
}

function unfrozen(ctx: Context): MessageReply {
  return { embeds: [{ description: ctx.privateTexts.t('treasury.verify.unfrozen'), color: GREEN }], components: [], update: true };
}

export const thawGuild = component({
  key: 'treasury_thaw',
  version: 1,
  state: {},
  permission: 'admin',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: (ctx) => unfreezeGuild(ctx),
});
