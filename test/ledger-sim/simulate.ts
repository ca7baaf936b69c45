import { checkAnswers } from './checks/answers.ts';
import { checkChain } from './checks/chain.ts';
import { checkFeatures } from './checks/features.ts';
import { checkHolds } from './checks/holds.ts';
import { checkRules } from './checks/rules.ts';
import type { History } from './checks/history.ts';
import { Clients } from './clients.ts';
import { type Core } from './core.ts';
import type { SqliteLedger } from './database.ts';
import { FaultyDatabase } from './faulty.ts';
import { Intents, type Intent } from './intents.ts';
import { withoutLog } from './log.ts';
import { Random } from './random.ts';
import { VirtualTime } from './time.ts';
import { World } from './world.ts';

const START = Date.UTC(2026, 0, 1);
const LENGTH_MS = 60_000;

/** Runs the history of one seed and checks every promise of the ledger on what is left. Throws on the first broken one. */
export async function simulate(seed: number, core: Core, ledger: SqliteLedger): Promise<History> {
  const random = new Random(seed);
  const time = new VirtualTime(START);
  const guild = `g${seed}`;
  const rules = { start: random.chance(0.3) ? 50 : 0, cap: random.chance(0.25) ? 400 : null };
  const database = new FaultyDatabase(ledger, guild, time, random);
  const world = new World(core, guild, rules, time, random, database);
  const clients = new Clients(world, time, random, database);
  const intents = new Intents(random, ledger, guild);

  const faults = await withoutLog(async () => {
    schedule({ random, time, database, world, clients, intents });
    await time.run();
    await calm({ random, time, database, world, clients, intents });
  });
  const history: History = { guild, ledger, rules, database, clients, faults, end: time.now };
  checkChain(history);
  checkHolds(history);
  checkAnswers(history);
  checkRules(history);
  checkFeatures(history);
  return history;
}

interface Parts {
  random: Random;
  time: VirtualTime;
  database: FaultyDatabase;
  world: World;
  clients: Clients;
  intents: Intents;
}

function schedule({ random, time, database, world, clients, intents }: Parts): void {
  const burst = random.chance(0.4);
  const drawn = Array.from({ length: random.int(15, 60) }, () => intents.draw());
  for (const intent of drawn) {
    const start = burst ? random.int(0, 20) * 500 : random.int(0, LENGTH_MS);
    for (const delivery of deliveries(intent, random)) {
      const delay = random.chance(0.5) ? random.int(0, 3) : random.int(0, LENGTH_MS / 2);
      time.after(delivery === intent ? start : start + delay, () => void clients.pursue(delivery));
    }
  }
  for (let left = random.int(0, 5); left > 0; left -= 1) time.after(random.int(1, LENGTH_MS), () => world.crash());
  if (random.chance(0.25)) time.after(random.int(1, LENGTH_MS), () => database.startOutage());
}

/** The intent itself, and now and then second deliveries of it or another request that wears its key. */
function deliveries(intent: Intent, random: Random): Intent[] {
  const all = [intent];
  if (random.chance(0.3)) all.push({ ...intent });
  if (random.chance(0.1)) all.push({ ...intent });
  if (random.chance(0.06)) all.push({ ...intent, fingerprint: `${intent.fingerprint}-other` });
  return all;
}

const THAW = ['*', 'u:1', 'u:2', 'u:3', 'u:4'].map((account) => ({ statement: 'freeze.clear', row: { account } }));

/** After the storm: one healthy object, and everybody asks once more. Each key must have its one answer now. */
async function calm({ random, time, database, world, clients, intents }: Parts): Promise<void> {
  database.faultless = true;
  // The object that went through the storm must do as well as a new one.
  if (random.chance(0.5)) world.end();
  for (const ops of clients.sent.values()) {
    const byFingerprint = new Map(ops.map((op) => [op.fingerprint, op]));
    for (const op of byFingerprint.values()) void clients.ask(op);
  }
  await time.run();
  const thaw = { key: 'calm:thaw', fingerprint: 'calm', kind: 'unfreeze', actor: 'system', also: THAW, data: { also: THAW } };
  void clients.ask(thaw);
  await time.run();
  time.now += LENGTH_MS;
  for (const op of intents.expiries(time.now)) void clients.ask(op);
  await time.run();
}
