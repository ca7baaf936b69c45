import { CORE, type Core } from './core.ts';
import { SqliteLedger } from './database.ts';
import { simulate } from './simulate.ts';

/** Seeds that share a database: setting one up costs as much as a short history, and guilds do not see each other. */
const SEEDS_A_DATABASE = 100;

/** Workers that share the seeds of a run out among them; each is a test file. */
const SHARDS = 2;

/** The seeds of one shard: SEED=n reruns one, SEEDS=n asks for that many in all. */
export function seedsOf(shard: number): number[] {
  const { SEED, SEEDS } = process.env;
  if (SEED !== undefined) return shard === 0 ? [Number(SEED)] : [];
  const all = Array.from({ length: Number(SEEDS ?? 1_000) }, (_, index) => index + 1);
  return all.filter((seed) => seed % SHARDS === shard);
}

export interface Tally {
  seeds: number;
  operations: number;
  entries: number;
  answers: number;
}

/** Runs the seeds and throws at the first violation, with the seed that shows it. */
export async function runSeeds(seeds: number[], core: Core = CORE): Promise<Tally> {
  const tally = { seeds: 0, operations: 0, entries: 0, answers: 0 };
  let ledger = new SqliteLedger(core.schema);
  for (const seed of seeds) {
    try {
      const { clients, database } = await simulate(seed, core, ledger);
      tally.operations += clients.sent.size;
      tally.answers += clients.answers.length;
      tally.entries += database.head;
    } catch (error) {
      throw new Error(`seed ${seed} (rerun it with SEED=${seed})`, { cause: error });
    }
    tally.seeds += 1;
    if (tally.seeds % SEEDS_A_DATABASE !== 0) continue;
    ledger.close();
    ledger = new SqliteLedger(core.schema);
  }
  ledger.close();
  return tally;
}
