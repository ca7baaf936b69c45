import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { fullTime, mention, plainText } from '../../../kernel/markdown.ts';
import { accountUser, COIN } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import type { Question } from '../reversible.ts';
import { AMBER, GREEN } from './colors.ts';
import { confirmRow } from './confirm.ts';

/** A member as a mention, a system account by its name. */
function party(account: string): string {
  const user = accountUser(account);
  return user === undefined ? `\`${account}\`` : mention(user);
}

function value(ctx: Context, { asset, amount }: { asset: string; amount: number }): string {
  const { money, number } = ctx.privateTexts;
  return asset === COIN ? money(amount) : `${number(amount)} × \`${asset}\``;
}

/** What will move if staff presses the button of `confirmId`. */
export function askReversalView(ctx: Context, asked: Question, confirmId: string): MessageReply {
  const { t, number } = ctx.privateTexts;
  const entry = number(asked.seq);
  const moves = { amount: value(ctx, asked), from: party(asked.to), to: party(asked.from) };
  return {
    embeds: [
      {
        title: t('treasury.reverse.ask_title', { entry }),
        description: `${t('treasury.reverse.ask', moves)}\n> ${plainText(asked.reason)}`,
        color: AMBER,
        fields: [
          { name: t('treasury.reverse.kind'), value: `\`${asked.kind}\``, inline: true },
          { name: t('treasury.reverse.posted'), value: fullTime(asked.at), inline: true },
        ],
      },
    ],
    components: [confirmRow(ctx, t('treasury.reverse.confirm'), confirmId, true)],
    private: true,
  };
}

/** The offsetting entry as it was committed. */
export function reversedView(ctx: Context, asked: Question, done: Done): MessageReply {
  const { t, number } = ctx.privateTexts;
  const entry = done.entries.find(({ kind }) => kind === 'reverse');
  if (!entry) throw new Error('a reversal without an entry');
  const params = { entry: number(asked.seq), amount: value(ctx, entry), from: party(entry.from), to: party(entry.to) };
  return {
    embeds: [
      {
        description: `${t('treasury.reverse.done', params)}\n> ${plainText(asked.reason)}`,
        color: GREEN,
        footer: { text: t('treasury.entry_hint', { seq: number(entry.seq) }) },
      },
    ],
    components: [],
    update: true,
  };
}
