import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { deliver, type MessageBody, type Step } from '../../discord/rows.ts';
import { timedRole } from '../../db/schema/shop.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { mention } from '../../kernel/markdown.ts';
import { itemAsset, memberAccount, MINT } from '../../ledger/accounts.ts';
import type { AlsoRow, Movement } from '../../ledger/operation.ts';
import { actionsOf, type Action } from './action.ts';
import { addOrder, stepTimedRole, undeliver } from './effect-statements.ts';
import { label, noteOf, type Item } from './item.ts';
import type { Taken } from './lots.ts';

/** Kind of what a member gets by using an item. */
const REWARD = 'item_reward';
const ORANGE = 0xd9822b;

/** Who gets what the item does. */
export interface Beneficiary {
  id: string;
  roles: string[];
}

export interface Using {
  item: Item;
  quantity: number;
  taken: Taken[];
  who: Beneficiary;
}

/** What using does besides taking the copies. */
export interface Effects {
  movements: Movement[];
  also: AlsoRow[];
  basis: string[];
}

type Running = typeof timedRole.$inferSelect;

/** Plans what using the copies does, or says why it would be wasted. */
export async function planEffects(ctx: Context, using: Using): Promise<Effects | { refusal: Refusal }> {
  const actions = actionsOf(using.item.actions);
  if (actions.length === 0) return { refusal: { code: 'blocked', text: 'shop.use.nothing' } };
  const running = await runningRoles(ctx, using.who.id, actions);
  const effects: Effects = { movements: [], also: [], basis: [] };
  const steps: Step[] = [];
  for (const [index, action] of actions.entries()) {
    const until = action.do === 'timed_role' ? running.get(action.role) : undefined;
    if ('role' in action && using.who.roles.includes(action.role) && !until) {
      return { refusal: { code: 'conflict', text: 'shop.use.has_role', params: { role: `@&${action.role}` } } };
    }
    if (action.do === 'timed_role') addTimedRole(ctx, using, action, until, index, effects);
    effects.movements.push(...movementsOf(using, action));
    if (action.do === 'manual') effects.also.push(addOrder(orderOf(using)));
    steps.push(...stepsOf(ctx, using, action));
  }
  // One delivery each: a role that Discord refuses must not hold up the message.
  effects.also.push(...steps.map((step, index) => deliver([step], `use-${index}`)));
  return effects;
}

async function runningRoles(ctx: Context, member: string, actions: Action[]): Promise<Map<string, Running>> {
  const roles = actions.flatMap((action) => (action.do === 'timed_role' ? [action.role] : []));
  if (roles.length === 0) return new Map();
  const rows = await ctx.db.select().from(timedRole)
    .where(and(eq(timedRole.guild, ctx.guildId), eq(timedRole.member, member), inArray(timedRole.role, roles)));
  return new Map(rows.map((row) => [row.role, row]));
}

function addTimedRole(
  ctx: Context, { item, quantity, who }: Using, { role, hours }: Extract<Action, { do: 'timed_role' }>, running: Running | undefined,
  index: number, effects: Effects,
): void {
  const goesOn = running !== undefined && running.until > ctx.now;
  const until = (goesOn ? running.until : ctx.now) + hours * quantity * HOUR_MS;
  const part = `end-${index}`;
  const version = running?.version ?? 0;
  if (goesOn) effects.also.push(undeliver(running.deliveryId));
  effects.also.push(
    stepTimedRole({ member: who.id, role, until, part, version: version + 1 }),
    deliver([{ do: 'role', add: false, member: who.id, role, reason: reasonOf(item) }], part, until),
  );
  effects.basis.push(`timed_role:${who.id}:${role}:${version}`);
}

function movementsOf({ item, quantity, who }: Using, action: Action): Movement[] {
  const rest = { kind: REWARD, from: MINT, to: memberAccount(who.id), ref: `item:${item.itemId}`, note: noteOf(item, quantity) };
  if (action.do === 'coins') return [{ ...rest, amount: action.amount * quantity }];
  if (action.do === 'item') return [{ ...rest, asset: itemAsset(action.item), amount: action.amount * quantity }];
  return [];
}

/** What the copies had cost whoever bought them, which a refund of the order gives back. */
function orderOf({ item, quantity, taken, who }: Using): Parameters<typeof addOrder>[0] {
  const value = taken.reduce((sum, { lot, amount }) => sum + lot.price * amount, 0);
  return { member: who.id, item: item.itemId, name: item.name, quantity, value };
}

function stepsOf(ctx: Context, using: Using, action: Action): Step[] {
  const { item, who } = using;
  switch (action.do) {
    case 'role': case 'timed_role':
      return [{ do: 'role', add: true, member: who.id, role: action.role, reason: reasonOf(item) }];
    case 'message':
      return [{ do: 'post', channel: action.channel, body: told(ctx, using, filled(action.text, using)) }];
    case 'webhook':
      return [{ do: 'webhook', url: action.url, body: told(ctx, using) }];
    case 'manual': {
      const channel = ctx.settings.channels.log;
      return channel ? [{ do: 'post', channel, body: told(ctx, using, ctx.publicTexts.t('shop.orders.told')) }] : [];
    }
    default: return [];
  }
}

/** Staff's own words, with the two marks that they may hold. */
function filled(text: string, { item, who }: Using): string {
  return text.replaceAll('{member}', mention(who.id)).replaceAll('{item}', label(item));
}

function told(ctx: Context, { item, quantity, who }: Using, text = ''): MessageBody {
  const { t, number } = ctx.publicTexts;
  const line = t('shop.use.told', { member: mention(who.id), quantity: number(quantity), item: label(item) });
  return { embeds: [{ description: [text, line].filter(Boolean).join('\n\n'), color: ORANGE }] };
}

/** Discord shows it in its own audit log; its header holds no line breaks. */
function reasonOf({ name, itemId }: Item): string {
  return `Item ${itemId}: ${name.replace(/\s+/g, ' ')}`;
}
