import { STATEMENTS } from '../../src/app/registry.ts';
import { d1Database } from '../../src/db/database.ts';
import { placeGuild } from '../../src/db/placement.ts';
import { Committer } from '../../src/guild/committer.ts';
import { StatementRegistry } from '../../src/guild/registry.ts';
import { HOUR_MS } from '../../src/kernel/clock.ts';
import type { Env } from '../../src/kernel/env.ts';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../src/kernel/settings.ts';
import { saveSettings } from '../../src/ledger/also.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { DEMO } from '../sandbox/demo.ts';
import { demoHistory } from './history.ts';
import { demoShop, demoTasks } from './market.ts';
import { demoNews } from './news.ts';

/**
 * Gives the demo server its settings and two weeks of history, through the ledger's own committer with its clock in the
 * past. For an empty ledger only.
 * @returns the movements that were made; a payment from an empty wallet is refused like any other
 */
export async function seedDemo(env: Env): Promise<number> {
  await placeGuild(env, DEMO.guild, Date.now());
  let clock = 0;
  const committer = new Committer({
    guild: DEMO.guild, database: d1Database(env.DB), statements: new StatementRegistry(STATEMENTS), clock: () => clock,
    sleep: () => Promise.resolve(), rules: () => Promise.resolve(DEFAULT_SETTINGS.currency), invalidated: () => undefined,
  });
  const now = Date.now();
  const history = [...demoHistory(now), ...demoShop(now - 5 * HOUR_MS), ...demoTasks(now - 4 * HOUR_MS), ...demoNews(now - 3 * HOUR_MS)].sort((a, b) => a.at - b.at);
  clock = history[0]?.at ?? Date.now();
  const settings: Operation = {
    key: 'j:seed:settings', fingerprint: 'seed', kind: 'settings', actor: DEMO.members.ada, also: [saveSettings(1, demoSettings(clock))],
  };
  await committer.submit(settings);
  let made = 0;
  for (const { at, ops } of inGroups(history)) {
    clock = at;
    for (const outcome of await Promise.all(ops.map((op) => committer.submit(op)))) {
      if (outcome.status === 'done') made += 1;
      else if (outcome.status !== 'refused') throw new Error(`the seed stopped: ${outcome.status}`);
    }
  }
  return made;
}

/** What happened at one moment goes in one batch. */
function inGroups(history: { at: number; op: Operation }[]): { at: number; ops: Operation[] }[] {
  const groups: { at: number; ops: Operation[] }[] = [];
  for (const { at, op } of history) {
    const last = groups.at(-1);
    if (last?.at === at) last.ops.push(op);
    else groups.push({ at, ops: [op] });
  }
  return groups;
}

function demoSettings(at: number): Settings {
  const { channels, roles, members } = DEMO;
  const changed = { currency: { by: members.ada, at }, roles: { by: members.ada, at }, channels: { by: members.ada, at } };
  return settingsSchema.parse({
    currency: { name: 'shells', symbol: '🐚' },
    roles: { admin: [roles.harbourmaster], moderator: [roles.deckhand], economist: [roles.trader] },
    channels: { log: channels.log, review: channels.proofs, shop: channels.shop, tasks: channels.tasks, announcements: channels.announcements },
    changed,
  });
}
