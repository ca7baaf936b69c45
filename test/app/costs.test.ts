import { beforeAll, expect, test } from 'vitest';
import { registry } from '../../src/app/registry.ts';
import { admin, commandInteraction, complete, deliver, guild, person, run, type OptionValue } from '../harness/discord.ts';
import { configure, NO_RATE, rewind } from '../harness/configure.ts';
import { migrate } from '../harness/env.ts';
import { rowsOf, type Rows } from '../harness/meter.ts';
import costs from '../../docs/costs.md?raw';

beforeAll(migrate);

interface Measured {
  path: string;
  options: Record<string, OptionValue>;
  staff: boolean;
}

const where = guild();
const [mika, ada, boss] = [person('mika'), person('ada'), admin()];

/** Each command once, on a server where everybody has played already: opening an account costs a little more. */
const MEASURED: Measured[] = [
  { path: 'balance', options: {}, staff: false },
  { path: 'daily', options: {}, staff: false },
  { path: 'work', options: {}, staff: false },
  { path: 'pay', options: { user: ada, amount: 1 }, staff: false },
  { path: 'give', options: { user: ada, amount: 1 }, staff: false },
  { path: 'leaderboard', options: {}, staff: false },
  { path: 'history', options: {}, staff: false },
  { path: 'receipt', options: { id: 1 }, staff: false },
  { path: 'profile', options: {}, staff: false },
  { path: 'help', options: {}, staff: false },
  { path: 'ping', options: {}, staff: false },
  { path: 'eco give', options: { user: ada, amount: 5, reason: 'test' }, staff: true },
  { path: 'eco take', options: { user: ada, amount: 5, reason: 'test' }, staff: true },
  { path: 'eco set', options: { user: ada, amount: 50, reason: 'test' }, staff: true },
  { path: 'eco freeze', options: { user: ada, reason: 'test' }, staff: true },
  { path: 'eco verify', options: { user: mika }, staff: true },
  { path: 'eco pause', options: { feature: 'games', reason: 'test' }, staff: true },
  { path: 'config view', options: {}, staff: true },
  { path: 'config currency', options: { name: 'shells' }, staff: true },
];

/** What the issue allows at the most for these. */
const WRITTEN_MAX: Record<string, number> = { daily: 10, pay: 10, give: 10 };

/** The table of docs/costs.md: rows read and written by command. */
function documented(): Map<string, { read: number; written: number }> {
  const rows = [...costs.matchAll(/^\| `\/([^`]+)` \| (\d+) \| (\d+) \|/gm)];
  return new Map(rows.map(([, path = '', read, written]) => [path, { read: Number(read), written: Number(written) }]));
}

async function cost({ path, options, staff }: Measured): Promise<Rows> {
  const interaction = commandInteraction(staff ? boss : mika, where, path, options);
  return rowsOf(async () => {
    const answer = await deliver(interaction);
    expect(answer.status).toBe(200);
    // An error's footer carries a reference; a refused command would measure nothing.
    expect(JSON.stringify(answer.data), path).not.toContain('Reference');
  });
}

test('every command costs what docs/costs.md says, and no more than was promised', async () => {
  await configure(where, { limits: NO_RATE });
  for (const [who, other] of [[mika, ada], [ada, mika]] as const) {
    await run(who, where, '/daily');
    await run(who, where, '/work');
    await run(who, where, '/pay', { user: other, amount: 1 });
  }
  for (const name of ['daily', 'work']) await rewind(where, mika.id, name, { by: 90_000_000 });
  const told = documented();
  const lines: string[] = [];
  for (const measured of MEASURED) {
    const { read, written } = await cost(measured);
    lines.push(`| \`/${measured.path}\` | ${read} | ${written} |`);
    const promised = WRITTEN_MAX[measured.path];
    if (promised !== undefined) expect(written, `/${measured.path} ${lines.at(-1)}`).toBeLessThanOrEqual(promised);
    const row = told.get(measured.path);
    expect.soft(row?.written, `rows written, measured: ${lines.at(-1)}`).toBe(written);
    // What is read depends on the length of a history; the table gives the order.
    expect.soft(Math.abs((row?.read ?? 1_000) - read), `rows read, measured: ${lines.at(-1)}`).toBeLessThanOrEqual(Math.max(5, read));
  }
  expect((await complete(mika, where, '/receipt', 'id', 1)).length).toBeGreaterThan(0);
});

test('every command that can be run is in the table or a variant of one that is', () => {
  const variants = ['config', 'eco give-role', 'eco reverse'];
  const missing = [...registry.commands.keys()].filter((path) => !documented().has(path) && !variants.some((variant) => path.startsWith(variant)));
  expect(missing).toEqual([]);
});
