/** System accounts. Only @mint may be negative: supply = -(@mint) - (@burn). */
export const MINT = '@mint';
export const BURN = '@burn';
export const ESCROW = '@escrow';
/** Holds the stock of limited items and takes the money of sales. */
export const SHOP = '@shop';

/** The asset of the guild's currency; other assets are `item:<id>`. */
export const COIN = 'coin';

/** The asset that copies of an item are. */
export function itemAsset(item: number): string {
  return `item:${item}`;
}

/** The account of a member. */
export function memberAccount(userId: string): string {
  return `u:${userId}`;
}

/** The Discord user behind an account, or undefined for a system account. */
export function accountUser(account: string): string | undefined {
  return account.startsWith('u:') ? account.slice(2) : undefined;
}
