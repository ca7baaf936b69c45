import type { APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../../../define/controls.ts';
import type { Mirror } from '../../../define/mirror.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { mention, plainText, relativeTime } from '../../../kernel/markdown.ts';
import { BLUE, GREEN, SLATE } from '../views/colors.ts';
import { deliverButton, takeButton } from './components.ts';
import { readBounty, takersOf, type BountyRow, type TakerRow } from './rows.ts';

/** Members that a card names. */
const NAMED_MAX = 10;
const COLORS = { open: BLUE, settled: GREEN, cancelled: SLATE, expired: SLATE };

function bountyEmbed({ t, money, number }: Texts, bounty: BountyRow, takers: TakerRow[]): APIEmbed {
  const named = takers.slice(0, NAMED_MAX).map(({ member, state }) => `${mention(member)}${state === 'delivered' ? ' ✓' : ''}`);
  return {
    title: bounty.title,
    description: t('tasks.bounty.by', { user: mention(bounty.owner) }) + (bounty.status === 'open' ? '' : `\n\n**${t(`tasks.bounty.statuses.${bounty.status}`)}**`),
    color: COLORS[bounty.status],
    fields: [
      { name: t('tasks.task.reward'), value: money(bounty.reward), inline: true },
      { name: t('tasks.task.slots'), value: t('tasks.task.slots_left', { left: number(bounty.slots - bounty.winners.length), all: number(bounty.slots) }), inline: true },
      ...(bounty.deadline === null ? [] : [{ name: t('tasks.task.time'), value: t('tasks.task.ends', { until: relativeTime(bounty.deadline) }), inline: true }]),
      ...(named.length > 0 ? [{ name: t('tasks.bounty.takers'), value: named.join(' ') + (takers.length > NAMED_MAX ? ' …' : '') }] : []),
      ...(bounty.winners.length > 0 ? [{ name: t('tasks.bounty.winners'), value: bounty.winners.map(mention).join(' ') }] : []),
    ],
    footer: { text: t('tasks.bounty.footer', { number: bounty.bountyId }) },
  };
}

/** Take and Deliver for one bounty. */
export function bountyButtons({ t }: Texts, { bountyId, title }: BountyRow, named = false): ReturnType<typeof row> {
  const of = named ? ` #${bountyId} ${plainText(title).slice(0, 30)}` : '';
  return row(
    button(takeButton.id({ bounty: bountyId }), t('tasks.bounty.take') + of, { style: 'primary' }),
    button(deliverButton.id({ bounty: bountyId }), t('tasks.bounty.deliver') + of),
  );
}

export const bountyMirror: Mirror = {
  kind: 'bounty',
  whenDeleted: 'orphan',
  async render(ctx, record) {
    const bounty = await readBounty(ctx, Number(record));
    if (!bounty) return null;
    const takers = await takersOf(ctx, bounty.bountyId, NAMED_MAX + 1);
    return { embeds: [bountyEmbed(ctx.texts, bounty, takers)], components: bounty.status === 'open' ? [bountyButtons(ctx.texts, bounty)] : [] };
  },
};
