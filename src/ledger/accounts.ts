/** System accounts. Only @mint may be negative: supply = -(@mint) - (@burn). */
export const MINT = '@mint';
export const BURN = '@burn';
export const ESCROW = '@escrow';

/** The asset of the guild's currency; other assets are `item:<id>`. */
export const COIN = 'coin';

/** The account of a member. */
export function memberAccount(userId: string): string {
  return `u:${userId}`;
}

/** The Discord user behind an account, or undefined for a system account. */
export function accountUser(account: string): string | undefined {
  return account.startsWith('u:') ? account.slice(2) : undefined;
}
