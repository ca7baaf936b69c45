import * as z from 'zod';
import { command, group } from '../../../define/command.ts';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import { amount, choice, integer, string, user, type Choice } from '../../../define/options.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText, relativeTime } from '../../../kernel/markdown.ts';
import { narrowed } from '../completion.ts';
import { recordNumber } from '../settle.ts';
import { endMoment } from '../time.ts';
import { BLUE } from '../views/colors.ts';
import { bountyButtons } from './card.ts';
import { cancelBounty, postBounty, settleBounty } from './changes.ts';
import { bountySaid } from './components.ts';
import { newestBounties, type BountyRow } from './rows.ts';

/** Bounties on a page: each open one has a row of buttons, and one row turns the page. */
const PAGE = 4;
const LOOKED_MAX = 200;
const TITLE_MAX = 80;
const SLOTS_MAX = 25;
const STATUSES = ['open', 'settled', 'cancelled', 'expired'] as const;

async function completeOwn(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = await newestBounties(ctx, LOOKED_MAX);
  const open = rows.filter(({ status, owner }) => status === 'open' && (owner === ctx.actor.id || ctx.actor.may('moderator')));
  return narrowed(open.map(({ bountyId: id, title: name }) => ({ id, name })), typed);
}

const post = command({
  name: 'post',
  permission: 'member',
  reply: 'private',
  changes: 'own',
  options: {
    title: string({ required: true, min: 1, max: TITLE_MAX }), reward: amount({ required: true }), slots: integer({ min: 1, max: SLOTS_MAX }), deadline: string({ max: 20 }),
  },
  async run(ctx, { title, reward, slots = 1, deadline }) {
    const end = deadline === undefined ? null : endMoment(deadline, ctx.now, ctx.settings.locale.timezone);
    return bountySaid(ctx, 'posted', await postBounty(ctx, { title, reward, slots, deadline: end }));
  },
});

const list = command({
  name: 'list', permission: 'member', reply: 'private', options: { status: choice(STATUSES) }, run: (ctx, { status = 'open' }) => showBounties(ctx, status, 0),
});

const settle = command({
  name: 'settle',
  permission: 'member',
  reply: 'private',
  changes: 'own',
  options: { bounty: string({ required: true, autocomplete: completeOwn }), winner: user({ required: true }) },
  run: async (ctx, { bounty, winner }) => bountySaid(ctx, 'settled', await settleBounty(ctx, recordNumber(bounty), winner)),
});

const cancel = command({
  name: 'cancel',
  permission: 'member',
  reply: 'private',
  changes: 'own',
  options: { bounty: string({ required: true, autocomplete: completeOwn }) },
  run: async (ctx, { bounty }) => bountySaid(ctx, 'cancelled', await cancelBounty(ctx, recordNumber(bounty))),
});

export const bountyPages = component({
  key: 'tasks_bounties',
  version: 1,
  state: { status: z.enum(STATUSES), below: z.coerce.number().int().min(0).max(1_000_000_000) },
  permission: 'member',
  reply: 'private',
  updates: true,
  run: async (ctx, { status, below }) => ({ ...(await showBounties(ctx, status, below)), update: true }),
});

function line(ctx: Context, bounty: BountyRow): string {
  const { t, money, number } = ctx.privateTexts;
  const left = t('tasks.list.slots', { left: number(bounty.slots - bounty.winners.length) });
  const end = bounty.deadline === null ? '' : ` · ${t('tasks.task.ends', { until: relativeTime(bounty.deadline) })}`;
  return `**#${bounty.bountyId} ${plainText(bounty.title)}** · ${money(bounty.reward)}\n${mention(bounty.owner)} · ${left}${end}`;
}

async function showBounties(ctx: Context, status: (typeof STATUSES)[number], below: number): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const found = (await newestBounties(ctx, LOOKED_MAX, below)).filter((bounty) => bounty.status === status);
  const rows = found.slice(0, PAGE);
  const turns = found.length > PAGE || below > 0 ? [row(
    button(bountyPages.id({ status, below: 0 }), t('tasks.buttons.first'), { disabled: below === 0 }),
    button(bountyPages.id({ status, below: rows.at(-1)?.bountyId ?? 0 }), t('tasks.buttons.next'), { disabled: found.length <= PAGE }),
  )] : [];
  return {
    embeds: [{ title: t('tasks.bounty.title'), description: rows.map((bounty) => line(ctx, bounty)).join('\n\n') || t('tasks.bounty.empty'), color: BLUE }],
    components: [...(status === 'open' ? rows.map((bounty) => bountyButtons(ctx.privateTexts, bounty, true)) : []), ...turns],
    private: true,
  };
}

export const bountyCommands = group('bounty', [post, list, settle, cancel]);
