import { getPlatformProxy } from 'wrangler';
import { STATEMENTS } from '../src/app/registry.ts';
import { d1Database } from '../src/db/database.ts';
import { placeGuild } from '../src/db/placement.ts';
import { Committer } from '../src/guild/committer.ts';
import { StatementRegistry } from '../src/guild/registry.ts';
import type { Env } from '../src/kernel/env.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../src/kernel/settings.ts';
import { saveSettings } from '../src/ledger/also.ts';
import { DEMO } from './sandbox/demo.ts';
import { demoHistory } from './seed/history.ts';

/**
 * Gives the demo server its settings and two weeks of history, through the ledger's own committer with its clock in the
 * past. Run before the Worker starts; the operations have keys, so a second run changes nothing.
 * Usage: node scripts/seed.ts [state folder, as given to wrangler's --persist-to]
 */
async function seed(stateFolder: string): Promise<void> {
  const { env, dispose } = await getPlatformProxy<Env>({ persist: { path: `${stateFolder}/v3` } });
  try {
    await placeGuild(env, DEMO.guild, Date.now());
    let clock = 0;
    const committer = new Committer({
      guild: DEMO.guild, database: d1Database(env.DB), statements: new StatementRegistry(STATEMENTS), clock: () => clock,
      sleep: () => Promise.resolve(), rules: () => Promise.resolve(DEFAULT_SETTINGS.currency), invalidated: () => undefined,
    });
    const history = demoHistory(Date.now());
    clock = history[0]?.at ?? Date.now();
    const { version, settings } = demoSettings(clock);
    await committer.submit({ key: 'j:seed:settings', fingerprint: 'seed', kind: 'settings', actor: DEMO.members.ada, also: [saveSettings(version, settings)] });
    let refused = 0;
    for (const { at, op } of history) {
      clock = at;
      const outcome = await committer.submit(op);
      if (outcome.status === 'refused') refused += 1;
      else if (outcome.status !== 'done') throw new Error(`the seed stopped at ${op.key}: ${outcome.status}`);
    }
    console.log(`Seeded the demo server: ${history.length - refused} movements over two weeks.`);
  } finally {
    await dispose();
  }
}

function demoSettings(at: number): { version: number; settings: ReturnType<typeof settingsSchema.parse> } {
  const { channels, roles, members } = DEMO;
  const changed = { currency: { by: members.ada, at }, roles: { by: members.ada, at }, channels: { by: members.ada, at } };
  const settings = settingsSchema.parse({
    currency: { name: 'shells', symbol: '🐚' },
    roles: { admin: [roles.harbourmaster], moderator: [roles.deckhand], economist: [roles.trader] },
    channels: { log: channels.log, review: channels.proofs, shop: channels.shop, tasks: channels.tasks, announcements: channels.announcements },
    changed,
  });
  return { version: 1, settings };
}

await seed(process.argv[2] ?? '.coffer/state');
