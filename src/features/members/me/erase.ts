import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { Refusal } from '../../../kernel/errors.ts';
import { eraseMember } from '../statements.ts';

const RED = 0xd64545;
const SLATE = 0x66707a;
/** Proofs that one erasure looks at for files. */
const PROOFS_MAX = 1_000;
/** Objects that the bucket deletes in one call. */
const DELETE_MAX = 1_000;

const FILES = `SELECT submission.files FROM submission INDEXED BY submission_task WHERE guild = ?1 AND member = ?2
  AND task_id IN (SELECT task_id FROM claim INDEXED BY claim_member WHERE guild = ?1 AND member = ?2) AND files <> '[]' LIMIT ${PROOFS_MAX}`;
const filesColumn = z.array(z.object({ key: z.string() }));

/** Coins of a bounty are promised to others: it has to be settled first. */
async function obstacle(ctx: Context): Promise<Refusal | undefined> {
  const [wallet] = await ctx.ledger.wallets([memberAccount(ctx.actor.id)]);
  return (wallet?.held ?? 0) > 0 ? { code: 'conflict', text: 'members.refused.held' } : undefined;
}

/** Deletes the files of a member's proofs. Before the rows that name them, so that a crash leaves no file without a row. */
async function deleteFiles(ctx: Context): Promise<void> {
  const { results } = await ctx.db.$client.prepare(FILES).bind(ctx.guildId, ctx.actor.id).all<{ files: string }>();
  const keys = results.flatMap(({ files }) => filesColumn.parse(JSON.parse(files)).map(({ key }) => key));
  for (let start = 0; start < keys.length; start += DELETE_MAX) await ctx.files.delete(keys.slice(start, start + DELETE_MAX));
}

async function erase(ctx: Context): Promise<MessageReply> {
  const refusal = await obstacle(ctx);
  if (refusal) await ctx.ledger.refuse('member_erase', refusal);
  await deleteFiles(ctx);
  const account = memberAccount(ctx.actor.id);
  const note = auditRow({ action: 'members.erase', target: account, source: ctx.source });
  await ctx.ledger.post({ kind: 'member_erase', also: [...eraseMember(ctx.actor.id), note] });
  const { t } = ctx.privateTexts;
  return { update: true, embeds: [{ title: t('members.erase.done_title'), description: t('members.erase.done'), color: SLATE }], components: [] };
}

/** Erases whoever presses it: the button names nobody. */
export const confirmErase = component({
  key: 'members_erase', version: 1, state: {}, permission: 'member', reply: 'private', changes: 'own', updates: true, run: erase,
});

export const keepData = component({
  key: 'members_keep', version: 1, state: {}, permission: 'member', reply: 'private', updates: true,
  run: async (ctx) => ({ update: true, embeds: [{ description: ctx.privateTexts.t('members.erase.kept'), color: SLATE }], components: [] }),
});

/** Says what would go and what stays, and asks. */
export async function askErase(ctx: Context): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  return {
    private: true,
    embeds: [{ title: t('members.erase.title'), description: t('members.erase.ask'), color: RED }],
    components: [row(
      button(confirmErase.id({}), t('members.erase.confirm'), { style: 'danger' }),
      button(keepData.id({}), t('members.erase.keep')),
    )],
  };
}
