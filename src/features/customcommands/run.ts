import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import type { GuildCommands, TypedCommand } from '../../define/command.ts';
import type { MessageReply } from '../../define/reply.ts';
import { readGuild } from '../../discord/guild-view.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { mention, plainText } from '../../kernel/markdown.ts';
import { BURN, memberAccount } from '../../ledger/accounts.ts';
import type { Done, Movement } from '../../ledger/operation.ts';
import { readRow, type CustomCommand } from './rows.ts';
import { ARGS_OPTION, RESPONSE_MAX } from './save.ts';
import { countUse, fenceCommand } from './statements.ts';
import { clipped, filled, holds } from './variables.ts';

/** Kind of a run and of the entry that pays for one. */
const RUN = 'custom_command';

const GONE: Refusal = { code: 'not_found', text: 'customcommands.gone' };

const ran = z.object({
  response: z.string(), private: z.boolean(), name: z.string(), server: z.string(), args: z.string(), uses: z.int(), balance: z.int().nullable(),
});

/**
 * Answers a command of the server's own. A run is counted and paid in one batch, once for one interaction; the price is the
 * one of the version that was planned on, or everything is planned anew.
 */
async function runCommand(ctx: Context, { name, values }: TypedCommand): Promise<MessageReply> {
  const command = await readRow(ctx, name);
  if (command?.removed !== 0) return ranView(ctx, await ctx.ledger.refuse(RUN, GONE));
  const { cost } = command;
  const pause = cost > 0 ? ctx.settings.paused.shop : undefined;
  if (pause) return ranView(ctx, await ctx.ledger.refuse(RUN, { code: 'blocked', text: 'errors.paused', params: { reason: pause.reason } }));
  const charge: Movement = { kind: RUN, from: memberAccount(ctx.actor.id), to: BURN, amount: cost, ref: `command:${name}`, note: `/${name}` };
  const typed = values[ARGS_OPTION];
  const done = await ctx.ledger.post({
    kind: RUN,
    ...(cost > 0 ? { movements: [charge] } : {}),
    also: [...(cost > 0 ? [fenceCommand(command)] : []), countUse(command)],
    data: {
      response: command.response, private: command.private === 1, name: ctx.actor.name, args: typeof typed === 'string' ? typed : '',
      uses: command.uses + 1, ...(await lookedUp(ctx, command)),
    },
  }, '', cost > 0 ? 'own' : undefined);
  return ranView(ctx, done);
}

/** What only some responses ask for, and what costs a call each. */
async function lookedUp(ctx: Context, { response, cost }: CustomCommand): Promise<{ server: string; balance: number | null }> {
  const server = holds(response, 'server') ? await serverName(ctx) : '';
  // A paid run says the balance that its entry left.
  const asked = cost === 0 && holds(response, 'balance');
  const [wallet] = asked ? await ctx.ledger.wallets([memberAccount(ctx.actor.id)]) : [];
  return { server, balance: wallet?.available ?? null };
}

async function serverName(ctx: Context): Promise<string> {
  try {
    return (await readGuild(ctx)).name;
  } catch (error) {
    if (error instanceof AppError) return ctx.publicTexts.t('customcommands.this_server');
    throw error;
  }
}

/** The answer as it was committed. Staff's own words stand as they are; what comes from members is made harmless. */
function ranView(ctx: Context, { data, entries }: Done): MessageReply {
  const { response, private: own, name, server, args, uses, balance } = ran.parse(data);
  const texts = own ? ctx.privateTexts : ctx.publicTexts;
  const paid = entries.find(({ kind }) => kind === RUN);
  const content = filled(response, {
    user: mention(ctx.actor.id), name: plainText(name), server: plainText(server), args: plainText(args), uses: texts.number(uses),
    balance: texts.money(paid?.fromAfter ?? balance ?? 0),
  });
  const bill = paid ? `\n-# ${texts.t('customcommands.paid', { amount: texts.money(paid.amount) })}` : '';
  // Discord takes no message without a character: a response may be nothing but {args}.
  return { content: clipped(content.trim() || '…', RESPONSE_MAX - bill.length) + bill, private: own };
}

export const guildCommands: GuildCommands = {
  permission: 'member',
  // Whether an answer is private is in its row, which is read after a slow one was deferred: then nobody else sees it.
  reply: 'private',
  // Counts runs a minute; what is paid counts as the member's own change besides.
  changes: 'staff',
  run: runCommand,
};
