import type { MessageBody } from '../../../discord/rows.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { BLUE, GREEN, SLATE } from '../views/colors.ts';
import type { BountyRow } from './rows.ts';

type Named = Pick<BountyRow, 'bountyId' | 'title' | 'reward'>;

function notice({ t, money }: Texts, key: string, row: Named, color: number, more: Record<string, string> = {}): MessageBody {
  const params = { number: row.bountyId, title: plainText(row.title), amount: money(row.reward), ...more };
  return { embeds: [{ title: t('tasks.bounty.dm_title'), description: t(key, params), color }] };
}

export const wonMessage = (texts: Texts, row: Named): MessageBody => notice(texts, 'tasks.bounty.dm_won', row, GREEN);

export function deliveredMessage(texts: Texts, row: Named, member: string, note: string): MessageBody {
  return notice(texts, 'tasks.bounty.dm_delivered', row, BLUE, { user: mention(member), note: `\n> ${plainText(note).replaceAll('\n', '\n> ')}` });
}

export function endedMessage(texts: Texts, row: Named, back: number): MessageBody {
  return notice(texts, 'tasks.bounty.dm_expired', row, SLATE, { amount: texts.money(back) });
}
