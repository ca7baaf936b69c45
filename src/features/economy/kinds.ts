import type { Texts } from '../../i18n/texts.ts';
import type { EntrySummary } from '../../ledger/operation.ts';
import { COIN } from '../../ledger/accounts.ts';

/** Kinds of entries that count as earned on the boards. */
export const EARNING_KINDS = ['daily', 'work', 'task_reward'] as const;

/** Kinds that a history can be narrowed to; each has a name in the catalogue under economy.kinds. */
export const KINDS = [
  ...EARNING_KINDS, 'pay', 'start', 'admin_give', 'admin_take', 'admin_set', 'admin_give_role', 'reverse',
  'hold_open', 'hold_post', 'hold_void', 'hold_expire', 'bounty_reward',
  'shop_purchase', 'shop_refund', 'shop_sale', 'shop_stock', 'item_use', 'item_gift', 'item_expire', 'item_reward',
  'custom_command',
] as const;

/** The name of a kind in the reader's language; a kind without one is shown as it is written. */
export function kindName({ t }: Texts, kind: string): string {
  return KINDS.some((known) => known === kind) ? t(`economy.kinds.${kind}`) : kind.replaceAll('_', ' ');
}

/** An amount of any asset: money for coins, a count for items. */
export function valueOf(texts: Texts, { asset, amount }: Pick<EntrySummary, 'asset' | 'amount'>): string {
  return asset === COIN ? texts.money(amount) : `${texts.number(amount)} × ${asset}`;
}
