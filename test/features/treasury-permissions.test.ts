import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { admin, freshId, guild, person, run, type OptionValue } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { entries } from '../harness/rows.ts';

beforeAll(migrate);
beforeEach(() => {
  // /eco give-role asks Discord for the members.
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([]));
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Level = 'admin' | 'moderator' | 'economist' | 'reviewer' | 'shopkeeper';
const target = person('target');

const COMMANDS: [path: string, needs: Level, options: Record<string, OptionValue>][] = [
  ['/eco give', 'economist', { user: target, amount: 1, reason: 'x' }],
  ['/eco take', 'economist', { user: target, amount: 1, reason: 'x' }],
  ['/eco set', 'economist', { user: target, amount: 1, reason: 'x' }],
  ['/eco reverse', 'economist', { entry: 1, reason: 'x' }],
  ['/eco give-role', 'moderator', { role: { role: freshId() }, amount: 1, reason: 'x' }],
  ['/eco freeze', 'moderator', { user: target }],
  ['/eco verify', 'moderator', {}],
  ['/eco pause', 'moderator', { feature: 'games' }],
  ['/config view', 'admin', {}],
  ['/config currency', 'admin', { name: 'gold' }],
  ['/config earning', 'admin', { command: 'work', min: 1 }],
  ['/config limits', 'admin', { pay: 5 }],
  ['/config channels', 'admin', { purpose: 'log', channel: { channel: freshId() } }],
  ['/config roles', 'admin', { level: 'admin', role: { role: freshId() } }],
  ['/config exclude', 'admin', { board: 'balance', user: target }],
  ['/config locale', 'admin', { language: 'de' }],
  ['/config features', 'admin', { feature: 'games', off: true }],
];

const INCLUDES: Record<Level, Level[]> = {
  admin: ['admin', 'moderator', 'economist', 'reviewer', 'shopkeeper'],
  moderator: ['moderator', 'economist', 'reviewer', 'shopkeeper'],
  economist: ['economist'], reviewer: ['reviewer'], shopkeeper: ['shopkeeper'],
};

test('a member without a level is refused everywhere, and nothing changes', async () => {
  const [where, ada] = [guild(), person('ada')];
  for (const [path, needs, options] of COMMANDS) {
    const answer = await run(ada, where, path, options);
    expect(answer.text, path).toContain(`Only ${needs}s of this server`);
    expect(answer.private, path).toBe(true);
  }
  expect(await entries(where.id)).toEqual([]);
});

test.each(['admin', 'moderator', 'economist', 'reviewer', 'shopkeeper'] as const)('the level %s may do what it includes and nothing else', async (level) => {
  const [where, owner, role] = [guild(), admin(), freshId()];
  const given = await run(owner, where, '/config roles', { level, role: { role } });
  expect(given.text).toContain(`<@&${role}>`);
  const staff = person('staff', { roles: [role] });
  for (const [path, needs, options] of COMMANDS) {
    const refused = (await run(staff, where, path, options)).text.includes('Only ');
    expect(refused, `${level} ${path}`).toBe(!INCLUDES[level].includes(needs));
  }
  // /eco pause, /config … by the levels above may have changed settings since; the role is taken away by the owner.
  await run(owner, where, '/config roles', { level, role: { role }, off: true });
  expect((await run(staff, where, '/eco give', { user: target, amount: 1, reason: 'x' })).text).toContain('Only economists');
});

test('"Manage Server" counts as admin, other Discord permissions do not', async () => {
  const where = guild();
  expect((await run(person('manager', { permissions: '32' }), where, '/config view')).text).toContain('Settings of this server');
  expect((await run(person('kicker', { permissions: '2' }), where, '/config view')).text).toContain('Only admins');
});
