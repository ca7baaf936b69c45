import type { APIEmbed } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import { mention, relativeTime } from '../../../kernel/markdown.ts';
import { label } from '../item.ts';
import type { Held } from '../inventory.ts';
import { GOLD } from './colors.ts';

/** What a member holds, a line an item. */
export function inventoryEmbed(ctx: Context, user: string, held: Held[]): APIEmbed {
  const { t, number } = ctx.privateTexts;
  const own = user === ctx.actor.id;
  const lines = held.map((row) => {
    const usable = row.actions === '[]' ? '' : ' ✨';
    const expiry = row.expiresAt === null ? '' : ` · ${t('shop.inventory.expires', { when: relativeTime(row.expiresAt) })}`;
    return `**${number(row.pieces)} ×** ${label(row)}${usable} · \`#${row.itemId}\`${expiry}`;
  });
  const empty = t(own ? 'shop.inventory.empty' : 'shop.inventory.empty_other');
  const hint = own && held.some(({ actions }) => actions !== '[]') ? `\n\n${t('shop.inventory.hint')}` : '';
  return {
    title: t('shop.inventory.title'), color: GOLD,
    description: `${own ? '' : `${mention(user)}\n`}${lines.length > 0 ? lines.join('\n') + hint : empty}`,
  };
}
