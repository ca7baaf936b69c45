import { d1Database } from '../../src/db/database.ts';
import type { Problem } from '../../src/ledger/replay.ts';
import { strayLots as lotProblems } from '../../src/ledger/verify-lots.ts';
import { controls, deliver, envelope, freshId, press, run, submit, type Answer, type Guild, type OptionValue, type Person } from './discord.ts';
import { databaseOf } from './env.ts';

/** The custom_id of an answer's button. */
export const buttonOf = (answer: Answer, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

/** What the two forms of an item ask for; what is left out stays empty. */
export interface Wanted {
  name?: string;
  description?: string;
  price?: number;
  category?: string;
  emoji?: string;
  role?: string;
  limit?: number;
  balance?: number;
  rate?: number;
  days?: number;
  /** Copies in stock; unlimited when left out. */
  stock?: number;
  /** Options of /shop-admin action, besides the item. */
  action?: Record<string, OptionValue>;
}

/** The second form, with its menu of roles. */
export function submitRules(staff: Person, where: Guild, customId: string, { role, limit, balance, rate, days }: Wanted): Promise<Answer> {
  const text = (id: string, value: number | undefined): object => ({ type: 18, component: { type: 4, custom_id: id, value: value === undefined ? '' : String(value) } });
  const roles = { type: 18, component: { type: 6, custom_id: 'role', values: role === undefined ? [] : [role] } };
  const components = [roles, text('limit', limit), text('balance', balance), text('rate', rate), text('days', days)];
  return deliver(envelope(staff, where, 5, { custom_id: customId, components }));
}

/** Makes an item through the commands, as staff does, and gives its id. */
export async function makeItem(staff: Person, where: Guild, wanted: Wanted = {}): Promise<number> {
  const { name = 'Cookie', description = '', price = 100, category = '', emoji = '' } = wanted;
  const form = await run(staff, where, '/shop-admin item');
  const saved = await submit(staff, where, form.data.custom_id, { name, description, price: String(price), category, emoji });
  const id = Number(/Item (\d+) is in the shop/.exec(saved.text)?.[1]);
  if (!id) throw new Error(saved.text);
  const rules = [wanted.role, wanted.limit, wanted.balance, wanted.rate, wanted.days].some((value) => value !== undefined);
  if (rules) {
    const second = await press(staff, where, buttonOf(saved, 'More settings'));
    await submitRules(staff, where, second.data.custom_id, wanted);
  }
  if (wanted.stock !== undefined) await run(staff, where, '/shop-admin stock', { item: String(id), change: `=${wanted.stock}` });
  if (wanted.action) await run(staff, where, '/shop-admin action', { item: String(id), ...wanted.action });
  return id;
}

/** Gives members coins, past daily limits. */
export async function fund(staff: Person, where: Guild, amount: number, ...members: Person[]): Promise<void> {
  await Promise.all(members.map((user) => run(staff, where, '/eco give', { user, amount, reason: 'test' })));
}

export interface LotRow {
  owner: string;
  asset: string;
  seq: number;
  amount: number;
  unused: number;
  price: number;
  bought: number;
  expires_at: number | null;
}

export async function rowsOfGuild<T>(where: Guild, sql: string): Promise<T[]> {
  const { results } = await (await databaseOf(where.id)).prepare(sql).bind(where.id).all<T>();
  return results;
}

export const lotsOf = (where: Guild): Promise<LotRow[]> => rowsOfGuild<LotRow>(where, 'SELECT * FROM lot WHERE guild = ?1 ORDER BY owner, asset, seq');

/** Copies of an item that an account holds; of `@shop` the stock. */
export async function copies(where: Guild, account: string, item: number): Promise<number> {
  const db = await databaseOf(where.id);
  const balance = await db.prepare('SELECT balance FROM account WHERE guild = ?1 AND account_id = ?2 AND asset = ?3').bind(where.id, account, `item:${item}`).first<number>('balance');
  return balance ?? 0;
}

/** Accounts whose lots do not add up to what they hold; there must never be one. */
export async function strayLots(where: Guild): Promise<Problem[]> {
  return lotProblems(d1Database(await databaseOf(where.id)), where.id, 50);
}

/** A role or channel as an option. */
export const someRole = (): { role: string } => ({ role: freshId() });
export const someChannel = (): { channel: string } => ({ channel: freshId() });
