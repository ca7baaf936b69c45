import { stepCount, fenceItem, ITEM_COUNT, ITEM_FENCE, ITEM_SAVE } from '../../src/features/shop/statements.ts';
import { BURN, itemAsset, MINT, SHOP } from '../../src/ledger/accounts.ts';
import type { Movement } from '../../src/ledger/operation.ts';
import type { AlsoStatement } from '../../src/ledger/statements.ts';
import type { Plan } from './intents.ts';
import type { Random } from './random.ts';

export const SHOP_SIM: AlsoStatement[] = [ITEM_FENCE, ITEM_SAVE, ITEM_COUNT];
/** The one item of the simulation, and how many of it a member may buy. */
const ITEM = 1;
export const PER_MEMBER = 6;
const ASSET = itemAsset(ITEM);

type Rows = (sql: string, ...params: unknown[]) => Record<string, unknown>[];

/** Shopping as the feature plans it: an item that is edited and stocked, bought, used and given back. */
export class Trade {
  readonly #random: Random;
  readonly #rows: Rows;

  constructor(random: Random, rows: Rows) {
    this.#random = random;
    this.#rows = rows;
  }

  /** A new price, from the version that is there. */
  edit(): Plan {
    const row = {
      itemId: ITEM, version: Number(this.#item()?.['version'] ?? 0) + 1, name: 'Shell', description: '', emoji: '',
      price: this.#random.pick([2, 3, 5, 9]), category: '', unlimited: 0, active: this.#random.chance(0.95) ? 1 : 0,
      limitPerMember: PER_MEMBER, requiredRole: null, minBalance: null, transferable: 1, sellRate: 50, copyDays: null, actions: '[]', position: 1,
    };
    // The first one comes with something to sell.
    const stock = row.version === 1 ? { movements: this.#stocked(9) } : {};
    return { kind: 'shop_edit', ...stock, also: [{ statement: ITEM_SAVE.name, row }] };
  }

  stock(): Plan {
    return { kind: 'shop_stock', movements: this.#stocked(this.#random.int(1, 3)) };
  }

  buy(member: string): Plan {
    const item = this.#item();
    if (!item) return this.edit();
    if (item['active'] !== 1) return { kind: 'shop_purchase', refuse: { code: 'blocked', text: 'shop.buy.retired' } };
    const quantity = this.#random.int(1, 2);
    const counter = this.#counter(member);
    if (counter.bought + quantity > PER_MEMBER) return { kind: 'shop_purchase', refuse: { code: 'limited', text: 'shop.buy.limit' } };
    const shared = { kind: 'shop_purchase', ref: ASSET };
    return {
      kind: 'shop_purchase',
      movements: [
        { ...shared, from: member, to: SHOP, amount: Number(item['price']) * quantity },
        { ...shared, asset: ASSET, from: SHOP, to: member, amount: quantity },
      ],
      also: [
        fenceItem({ item: ITEM, version: Number(item['version']), onSale: true }),
        stepCount({ item: ITEM, account: member, bought: counter.bought + quantity, version: counter.version + 1 }),
      ],
      basis: [`shop_count:${ITEM}:${member}:${counter.version}`],
    };
  }

  use(member: string): Plan {
    return { kind: 'item_use', movements: [{ kind: 'item_use', asset: ASSET, from: member, to: BURN, amount: 1 }] };
  }

  /** Gives a purchase back that is still whole. */
  refund(): Plan {
    const whole = this.#rows('SELECT * FROM lot WHERE guild = ?1 AND bought = 1 AND unused = amount');
    const item = this.#item();
    if (whole.length === 0 || !item) return { kind: 'shop_refund', refuse: { code: 'not_found', text: 'shop.refund.unknown' } };
    const lot = this.#random.pick(whole);
    const [seq, amount, member] = [Number(lot['seq']), Number(lot['amount']), String(lot['owner'])];
    const counter = this.#counter(member);
    return {
      kind: 'shop_refund',
      movements: [
        { kind: 'shop_refund', asset: ASSET, from: member, to: SHOP, amount, ref: `lot:${seq}`, onceKey: `refund:${seq}` },
        { kind: 'shop_refund', from: SHOP, to: member, amount: Number(lot['price']) * amount, ref: `entry:${seq}`, uncapped: true },
      ],
      also: [
        fenceItem({ item: ITEM, version: Number(item['version']) }),
        stepCount({ item: ITEM, account: member, bought: counter.bought - amount, version: counter.version + 1 }),
      ],
      basis: [`shop_count:${ITEM}:${member}:${counter.version}`],
    };
  }

  #stocked(amount: number): Movement[] {
    return [{ kind: 'shop_stock', asset: ASSET, from: MINT, to: SHOP, amount }];
  }

  #item(): Record<string, unknown> | undefined {
    return this.#rows('SELECT * FROM shop_item WHERE guild = ?1 AND item_id = ?2', ITEM)[0];
  }

  #counter(member: string): { bought: number; version: number } {
    const [row] = this.#rows('SELECT bought, version FROM item_count WHERE guild = ?1 AND item_id = ?2 AND account_id = ?3', ITEM, member);
    return { bought: Number(row?.['bought'] ?? 0), version: Number(row?.['version'] ?? 0) };
  }
}
