import { postMessage } from '../../src/discord/rows.ts';
import type { ItemFields } from '../../src/features/shop/manage/save.ts';
import { FRESH } from '../../src/features/shop/manage/save.ts';
import { fenceItem, ITEM_SAVE } from '../../src/features/shop/statements.ts';
import { addSubmission, postProof, saveTask, stepClaim } from '../../src/features/tasks/statements.ts';
import { DAY_MS, HOUR_MS } from '../../src/kernel/clock.ts';
import { itemAsset, memberAccount, MINT, SHOP } from '../../src/ledger/accounts.ts';
import type { Json } from '../../src/ledger/operation.ts';
import { DEMO } from '../sandbox/demo.ts';
import { operation, type Event } from './history.ts';

const { ada, jonas, lena, noor, yuki } = DEMO.members;
const { roles, channels } = DEMO;

interface DemoItem extends Partial<ItemFields> {
  name: string;
  price: number;
  /** Copies in stock; left out: unlimited. */
  stock?: number;
}

const actions = (...list: object[]): string => JSON.stringify(list);

const ITEMS: DemoItem[] = [
  { name: 'Fish sandwich', emoji: '🥪', price: 15, category: 'Food', description: 'Fresh from the quay. Gives you a little back for good work.', sellRate: 50, actions: actions({ do: 'coins', amount: 10 }) },
  { name: 'Crew pass', emoji: '⚓', price: 250, category: 'Roles', description: 'Use it to join the crew.', limitPerMember: 1, transferable: 0, actions: actions({ do: 'role', role: roles.crew }) },
  { name: 'Market stall for a day', emoji: '🎪', price: 120, category: 'Roles', description: 'Makes you a trader for 24 hours.', actions: actions({ do: 'timed_role', role: roles.trader, hours: 24 }) },
  { name: 'Storm lantern', emoji: '🏮', price: 80, category: 'Collectables', description: 'Only a few were ever made.', stock: 5, sellRate: 40 },
  { name: 'Harbour mug', emoji: '☕', price: 300, category: 'Merchandise', description: 'A real one, sent by post. Use it and the staff will write to you.', stock: 12, actions: actions({ do: 'manual', text: 'Ask for the address' }) },
];

/** A shop with something of every kind, and a few sales. */
export function demoShop(at: number): Event[] {
  const opened = ITEMS.map(({ stock, ...item }, index) => {
    const itemId = index + 1;
    const row: Json = { ...FRESH, position: itemId, ...item, itemId, version: 1, unlimited: stock === undefined ? 1 : 0 };
    return operation(`item:${itemId}`, at, ada, {
      kind: 'shop_item',
      ...(stock === undefined ? {} : { movements: [{ kind: 'shop_stock', asset: itemAsset(itemId), from: MINT, to: SHOP, amount: stock }] }),
      also: [{ statement: ITEM_SAVE.name, row }, postMessage('item', itemId, channels.shop)],
    });
  });
  const sales = [[jonas, 1, 2], [lena, 4, 1], [noor, 1, 1], [yuki, 2, 1]] as const;
  return [...opened, ...sales.map(([member, itemId, quantity], index) => sale(index, at + HOUR_MS, member, itemId, quantity))];
}

function sale(index: number, at: number, member: string, itemId: number, quantity: number): Event {
  const item = ITEMS[itemId - 1] ?? { name: '', price: 0 };
  const shared = { kind: 'shop_purchase', ref: itemAsset(itemId), note: `${item.name} × ${quantity}` };
  const from = item.stock === undefined ? MINT : SHOP;
  return operation(`sale:${index}`, at, member, {
    kind: 'shop_purchase',
    movements: [
      { ...shared, from: memberAccount(member), to: SHOP, amount: item.price * quantity },
      { ...shared, asset: itemAsset(itemId), from, to: memberAccount(member), amount: quantity },
    ],
    also: [fenceItem({ item: itemId, version: 1, onSale: true })],
  });
}

type DemoTask = Pick<Parameters<typeof saveTask>[0], 'name' | 'description' | 'reward' | 'category' | 'proof'> & Partial<Parameters<typeof saveTask>[0]>;

const TASKS: DemoTask[] = [
  { name: 'Welcome a newcomer', description: 'Show somebody new around the harbour and tell us who it was.', reward: 60, category: 'Community', proof: 'text', claimHours: 48 },
  { name: 'Photo of the week', description: 'Send a picture of the water where you are. The best one goes on the wall.', reward: 120, category: 'Community', proof: 'file', maxClaims: 10, claimHours: 72, grantedRole: roles.regular },
  { name: 'Find a broken link', description: 'Found one in our guides? Send the link.', reward: 40, category: 'Help', proof: 'link', recurrence: 'weekly' },
];

/** Tasks of each kind of proof, and one proof that waits for a reviewer. */
export function demoTasks(at: number): Event[] {
  const made = TASKS.map((task, index) => {
    const taskId = index + 1;
    const roundEnds = task.recurrence === 'weekly' ? at + 7 * DAY_MS : null;
    const row = {
      taskId, version: 1, rewardItem: null, rewardQuantity: 1, maxClaims: null, perMember: 1, assigned: [], requiredRole: null, grantedRole: null,
      claimHours: null, expiresAt: null, recurrence: 'none' as const, round: 1, roundEnds, due: roundEnds, status: 'open' as const, ...task,
    };
    return operation(`task:${taskId}`, at, ada, { kind: 'task_create', also: [saveTask(row), postMessage('task', taskId, channels.tasks)] });
  });
  const claim = { taskId: 1, member: jonas, round: 1, turn: 1, deadline: at + 48 * HOUR_MS, due: null, submissionId: null };
  const text = 'I showed Finn the shop and how to get the daily. He has bought a sandwich already.';
  return [
    ...made,
    operation('claim:1', at + HOUR_MS, jonas, { kind: 'task_claim', also: [stepClaim({ ...claim, version: 1, state: 'claimed' })] }),
    operation('proof:1', at + 2 * HOUR_MS, jonas, {
      kind: 'task_submit',
      also: [
        addSubmission({ task: 1, member: jonas, round: 1, turn: 1, text, link: '', files: '[]' }),
        stepClaim({ ...claim, version: 2, state: 'submitted' }), postProof(channels.proofs),
      ],
    }),
  ];
}
