/** The side of an entry that a transaction is. */
export type Side = 'from' | 'to';

/** Kinds whose two sides are told apart, by the names that the older bot gave them. Every other kind is its own type. */
const SIDED: Record<string, Record<Side, string>> = {
  pay: { from: 'transfer_send', to: 'transfer_receive' },
  item_gift: { from: 'gift_send', to: 'gift_receive' },
};

/** Kinds that move nothing of a member's: their entries are no transactions. */
export const SYSTEM_KINDS: readonly string[] = ['shop_stock'];

/** The type of one side of an entry. */
export function typeOf(kind: string, side: Side): string {
  return SIDED[kind]?.[side] ?? kind;
}

/** The kind that a type stands for, and the side where it is only one. A kind's own name is taken too. */
export function kindOf(type: string): { kind: string; side: Side | null } {
  for (const [kind, sides] of Object.entries(SIDED)) {
    if (sides.from === type) return { kind, side: 'from' };
    if (sides.to === type) return { kind, side: 'to' };
  }
  return { kind: type, side: null };
}
