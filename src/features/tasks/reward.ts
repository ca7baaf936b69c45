import { sql } from 'drizzle-orm';
import type { Texts } from '../../i18n/texts.ts';
import { plainText } from '../../kernel/markdown.ts';
import { itemAsset, memberAccount, MINT } from '../../ledger/accounts.ts';
import type { Movement } from '../../ledger/operation.ts';
import type { ClaimRow, Reader, TaskRow } from './rows.ts';

/** An item as rewards name it. */
export interface RewardItem {
  id: number;
  name: string;
}

/** The item of that number, or undefined. The shop's table is read; what the shop does with it is the shop's. */
export async function readItem({ db, guildId }: Reader, id: number): Promise<RewardItem | undefined> {
  const [row] = await db.all<RewardItem>(sql`SELECT item_id AS id, TRIM(emoji || ' ' || name) AS name FROM shop_item WHERE guild = ${guildId} AND item_id = ${id}`);
  return row;
}

/** Items of the server that a reward can be, newest first. */
export async function newestItems({ db, guildId }: Reader, limit: number): Promise<RewardItem[]> {
  return db.all<RewardItem>(sql`SELECT item_id AS id, TRIM(emoji || ' ' || name) AS name FROM shop_item
    WHERE guild = ${guildId} AND active = 1 ORDER BY item_id DESC LIMIT ${limit}`);
}

/** What a task gives, in words: `🪙 100 + 2 × Cookie`. */
export async function rewardText(reader: Reader, { t, money, number }: Texts, row: TaskRow, amount = row.reward): Promise<string> {
  const item = row.rewardItem === null ? undefined : await readItem(reader, row.rewardItem);
  const parts = [
    ...(amount > 0 ? [money(amount)] : []),
    ...(item ? [`${number(row.rewardQuantity)} × ${plainText(item.name)}`] : []),
  ];
  return parts.join(' + ') || t('tasks.no_reward');
}

/** The once_key of a reward: one a member, round and turn, whatever key asks for it. */
export function rewardOnce({ taskId, round, turn, member }: Pick<ClaimRow, 'taskId' | 'round' | 'turn' | 'member'>): string {
  return `task:${taskId}:${round}${turn > 1 ? `.${turn}` : ''}:u:${member}`;
}

/** The movements that pay a claim. */
export function rewardMovements(row: TaskRow, claim: ClaimRow, amount: number): Movement[] {
  const shared = { kind: 'task_reward', from: MINT, to: memberAccount(claim.member), ref: `task:${row.taskId}`, note: row.name };
  const once = rewardOnce(claim);
  const coins = amount > 0 ? [{ ...shared, amount, onceKey: once }] : [];
  if (row.rewardItem === null) return coins;
  // One once_key is enough for both: they are one operation.
  return [...coins, { ...shared, asset: itemAsset(row.rewardItem), amount: row.rewardQuantity, ...(coins.length > 0 ? {} : { onceKey: once }) }];
}
