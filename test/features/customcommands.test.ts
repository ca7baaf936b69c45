import { beforeAll, expect, test } from 'vitest';
import { configure, NO_RATE } from '../harness/configure.ts';
import { holdCosts } from '../harness/costs.ts';
import {
  admin, commandInteraction, complete, controls, deliver, freshId, guild, person, press, run, type Answer, type Guild, type Person,
} from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { rowsOf } from '../harness/meter.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';
import { fund, rowsOfGuild } from '../harness/shop.ts';

beforeAll(migrate);

const boss = admin();

/** A command that the server has registered for itself, as Discord sends it. */
function ownInteraction(who: Person, where: Guild, name: string, text?: string): object {
  const interaction = commandInteraction(who, where, `/${name}`, text === undefined ? {} : { text }) as { data: object };
  return { ...interaction, data: { ...interaction.data, guild_id: where.id } };
}

const runOwn = (who: Person, where: Guild, name: string, text?: string): Promise<Answer> => deliver(ownInteraction(who, where, name, text));

interface Row {
  name: string;
  version: number;
  uses: number;
  cost: number;
  removed: number;
  last_used_at: number | null;
}

const rows = (where: Guild): Promise<Row[]> => rowsOfGuild<Row>(where, 'SELECT * FROM custom_command WHERE guild = ?1 ORDER BY name');

async function served(settings: Parameters<typeof configure>[1] = { limits: NO_RATE }): Promise<{ where: Guild; mika: Person }> {
  const where = guild();
  await configure(where, settings);
  return { where, mika: person('mika') };
}

test('a command is made, run, counted and audited; the same interaction twice is one', async () => {
  const { where, mika } = await served();
  const making = commandInteraction(boss, where, '/cc save', { name: '/Rules', response: 'Be kind, {user}.\\nRun {uses}', description: 'The rules' });
  const [made, again] = [await deliver(making), await deliver(making)];
  expect(made.text).toContain('Made: /rules');
  expect(again.data).toEqual(made.data);
  const running = ownInteraction(mika, where, 'rules');
  const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(running)));
  for (const answer of answers) expect(answer.data).toEqual(answers[0]?.data);
  expect(answers[0]).toMatchObject({ private: false, data: { content: `Be kind, <@${mika.id}>.\nRun 1`, allowed_mentions: { parse: [] } } });
  expect(await rows(where)).toMatchObject([{ name: 'rules', version: 1, uses: 1, last_used_at: expect.any(Number) }]);
  await runOwn(mika, where, 'rules');
  expect((await rows(where))[0]?.uses).toBe(2);
  expect(await audits(where.id)).toMatchObject([{ actor: boss.id, action: 'cc.save', target: 'command:rules', before: null, source: 'discord:/cc save' }]);
  const [wanted] = await rowsOfGuild<{ definition: string }>(where, 'SELECT * FROM guild_command WHERE guild = ?1');
  expect(JSON.parse(wanted?.definition ?? '')).toEqual({ description: 'The rules', options: [] });
  expect(await entries(where.id)).toEqual([]);
});

test('a run is paid once; who cannot pay runs nothing; the price is the one that held at the commit', async () => {
  const { where, mika } = await served();
  await fund(boss, where, 100, mika);
  await run(boss, where, '/cc save', { name: 'cheer', response: '{name} cheers: {balance} left', cost: 30, private: true });
  const running = ownInteraction(mika, where, 'cheer');
  const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(running)));
  for (const answer of answers) expect(answer.data).toEqual(answers[0]?.data);
  expect(answers[0]).toMatchObject({ private: true, data: { content: 'mika cheers: 🪙 70 left\n-# You paid 🪙 30.' } });
  expect((await entries(where.id)).at(-1)).toMatchObject({ kind: 'custom_command', from_account: `u:${mika.id}`, to_account: '@burn', amount: 30, ref: 'command:cheer' });
  await Promise.all([run(boss, where, '/cc save', { name: 'cheer', response: 'x', cost: 70 }), runOwn(mika, where, 'cheer')]);
  const paid = (await entries(where.id)).filter(({ kind }) => kind === 'custom_command');
  expect(paid).toHaveLength(2);
  expect([30, 70]).toContain(paid[1]?.amount);
  const broke = person('broke');
  expect((await runOwn(broke, where, 'cheer')).text).toContain('That is not enough');
  expect(await balanceOf(where.id, broke.id)).toBe(0);
  expect((await rows(where))[0]?.uses).toBe(2);
});

test('a price that is raised between plan and commit is the one that is paid', async () => {
  const { where, mika } = await served();
  await fund(boss, where, 100, mika);
  await run(boss, where, '/cc save', { name: 'enter', response: 'Welcome to {server}', cost: 30 });
  // The name of the server is asked of Discord after the command was read.
  discord.trouble(new RegExp(`^GET /guilds/${where.id}`), () => run(boss, where, '/cc save', { name: 'enter', response: 'Hello, {server}', cost: 70 }));
  expect((await runOwn(mika, where, 'enter')).data.content).toBe('Hello, this server\n-# You paid 🪙 70.');
  expect(await balanceOf(where.id, mika.id)).toBe(30);
  discord.trouble(new RegExp(`^GET /guilds/${where.id}`), () => run(boss, where, '/cc remove', { name: 'enter' }));
  await fund(boss, where, 100, mika);
  expect((await runOwn(mika, where, 'enter')).text).toContain('This command was removed');
  expect(await balanceOf(where.id, mika.id)).toBe(130);
});

test('paid runs count as the member\'s own changes; free ones have the window of a command', async () => {
  const { where, mika } = await served({ limits: { changesPerMinute: 3 } });
  await fund(boss, where, 100, mika);
  await run(boss, where, '/cc save', { name: 'pay-me', response: 'ok', cost: 1 });
  await run(boss, where, '/cc save', { name: 'free', response: 'ok' });
  const paid = await Promise.all(Array.from({ length: 10 }, () => runOwn(mika, where, 'pay-me')));
  expect(paid.filter(({ text }) => text.includes('You paid'))).toHaveLength(3);
  expect(paid.filter(({ text }) => text.includes('too fast'))).toHaveLength(7);
  const free = await Promise.all(Array.from({ length: 25 }, () => runOwn(mika, where, 'free')));
  expect(free.filter(({ text }) => text.startsWith('ok'))).toHaveLength(20);
});

test('what a member types does nothing but stand there', async () => {
  const { where } = await served();
  await run(boss, where, '/cc save', { name: 'say', response: '{name}: {args} | {balance}' });
  const [wanted] = await rowsOfGuild<{ definition: string }>(where, 'SELECT * FROM guild_command WHERE guild = ?1');
  expect(JSON.parse(wanted?.definition ?? '')).toMatchObject({ options: [{ name: 'text', type: 3, required: false }] });
  const evil = person('@everyone');
  const { data } = await runOwn(evil, where, 'say', '@here <@&1> {balance} **b**');
  expect(data).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(data.content).toBe('@\u200beveryone: @\u200bhere \\<@&1\\> {balance} \\*\\*b\\*\\* | 🪙 0');
  await run(boss, where, '/cc save', { name: 'echo', response: '{args}' });
  expect((await runOwn(evil, where, 'echo')).data.content).toBe('…');
  await run(boss, where, '/cc save', { name: 'long', response: `${'x'.repeat(1_900)}{args}` });
  expect((await runOwn(evil, where, 'long', '*'.repeat(200))).data.content).toHaveLength(2_000);
});

test.each([
  ['balance', 'x', 'is a command of mine'], ['eco', 'x', 'is a command of mine'], ['two words', 'x', 'no spaces'], ['<@1>', 'x', 'no spaces'],
  ['x'.repeat(33), 'x', 'letters'], ['ok', 'Hello {nobody}', 'I do not know {nobody}'],
])('/cc save %s with %s is refused and changes nothing', async (name, response, says) => {
  const { where } = await served();
  const answer = await run(boss, where, '/cc save', { name, response });
  expect(answer.text).toContain(says);
  expect(await rows(where)).toEqual([]);
});

test('names of other scripts work; members may not save; a moderator may', async () => {
  const { where, mika } = await served({ limits: NO_RATE, roles: { moderator: ['100000000000000077'] } });
  expect((await run(mika, where, '/cc save', { name: 'a', response: 'b' })).text).toContain('Only moderators');
  const mod = person('mod', { roles: ['100000000000000077'] });
  for (const name of ['regeln-für-alle', '毎日', 'नमस्ते'.normalize('NFC').replace(/\p{M}/gu, '')]) {
    expect((await run(mod, where, '/cc save', { name, response: 'b' })).text).toContain('Made');
    expect((await runOwn(mika, where, name)).text).toBe('b\n');
  }
});

test('a removed command goes, answers kindly, and comes back with a new count', async () => {
  const { where, mika } = await served();
  await run(boss, where, '/cc save', { name: 'hi', response: 'one' });
  await runOwn(mika, where, 'hi');
  expect(await complete(boss, where, '/cc remove', 'name', 'h')).toEqual([{ name: '/hi', value: 'hi' }]);
  const removing = commandInteraction(boss, where, '/cc remove', { name: 'hi' });
  const [gone, again] = [await deliver(removing), await deliver(removing)];
  expect(gone.text).toContain('It was run 1 time');
  expect(again.data).toEqual(gone.data);
  expect((await runOwn(mika, where, 'hi')).text).toContain('This command was removed');
  expect((await runOwn(mika, where, 'never')).text).toContain('This command was removed');
  expect((await run(boss, where, '/cc remove', { name: 'hi' })).text).toContain('has no command /hi');
  expect((await run(boss, where, '/cc save', { name: 'hi', response: 'two' })).text).toContain('Made');
  expect((await runOwn(mika, where, 'hi')).text).toBe('two\n');
  expect(await rows(where)).toMatchObject([{ name: 'hi', version: 3, uses: 1, removed: 0 }]);
  expect(await rowsOfGuild(where, 'SELECT * FROM guild_command WHERE guild = ?1')).toMatchObject([{ removed: 0, wanted: 3, state: 'pending_sync' }]);
});

test('a stale command of another scope is unknown, switched off or paused ones say so', async () => {
  const { where, mika } = await served();
  expect((await run(mika, where, '/never', {})).text).toContain('do not know that command');
  const other = ownInteraction(mika, where, 'never') as { data: object };
  expect((await deliver({ ...other, data: { ...other.data, guild_id: freshId() } })).text).toContain('do not know that command');
  await fund(boss, where, 10, mika);
  await run(boss, where, '/cc save', { name: 'paid', response: 'ok', cost: 1 });
  await run(boss, where, '/cc save', { name: 'free', response: 'ok' });
  await run(boss, where, '/eco pause', { feature: 'shop', reason: 'closed' });
  expect((await runOwn(mika, where, 'paid')).text).toContain('paused by the staff');
  expect((await runOwn(mika, where, 'free')).text).toContain('ok');
  await run(boss, where, '/config features', { feature: 'customcommands', off: true });
  expect((await runOwn(mika, where, 'free')).text).toContain('switched off');
});

test('Discord\'s limits are counted and explained: 100 commands, 200 new ones in 24 hours', async () => {
  const { where } = await served();
  await run(boss, where, '/cc save', { name: 'first', response: 'x' });
  const db = await databaseOf(where.id);
  const many = Array.from({ length: 99 }, (_, n) => db.prepare(`INSERT INTO custom_command (guild, name, version, description, response, cost, private, removed, uses, created_at, updated_at)
    VALUES (?1, ?2, 1, 'd', 'r', 0, 0, 0, 0, 1, 1)`).bind(where.id, `c${String(n).padStart(2, '0')}`));
  await db.batch(many);
  expect((await run(boss, where, '/cc save', { name: 'more', response: 'x' })).text).toContain('at most 100 commands');
  expect((await run(boss, where, '/cc save', { name: 'first', response: 'changed' })).text).toContain('Changed');
  const listed = await run(boss, where, '/cc list', { page: 7 });
  expect(listed.text).toContain('100 of 100 · page 7 of 7');
  const [back, next] = controls(listed);
  expect([back?.disabled, next?.disabled]).toEqual([false, true]);
  const before = await press(boss, where, back?.id ?? '');
  expect(before).toMatchObject({ type: 7 });
  expect(before.text).toContain('**/c75** · run 0 times · free');
  await expect(db.prepare(`INSERT INTO custom_command (guild, name, version, description, response, cost, private, removed, uses, created_at, updated_at)
    VALUES (?1, 'one-more', 1, 'd', 'r', 0, 0, 0, 0, 1, 1)`).bind(where.id).run()).rejects.toThrow('customcommands:full');
  await run(boss, where, '/cc remove', { name: 'c00' });
  await db.batch(Array.from({ length: 199 }, (_, n) => db.prepare('INSERT INTO custom_command_creation (guild, at, op_key) VALUES (?1, ?2, ?3)').bind(where.id, Date.now() - 1_000, `t${n}`)));
  expect((await run(boss, where, '/cc save', { name: 'c00', response: 'x' })).text).toContain('at most 200 new commands');
  await expect(db.prepare('INSERT INTO custom_command_creation (guild, at, op_key) VALUES (?1, ?2, ?3)').bind(where.id, Date.now(), 'late').run()).rejects.toThrow('customcommands:daily');
  await db.prepare('DELETE FROM custom_command_creation WHERE guild = ?1').bind(where.id).run();
  expect((await run(boss, where, '/cc save', { name: 'c00', response: 'x' })).text).toContain('Made');
});

test('what the commands cost is in docs/costs.md; a free run writes two rows', async () => {
  const { where, mika } = await served();
  await fund(boss, where, 100, mika);
  await runOwn(mika, where, 'none');
  await run(boss, where, '/cc save', { name: 'free', response: 'ok' });
  await run(boss, where, '/cc save', { name: 'paid', response: 'ok', cost: 1 });
  await runOwn(mika, where, 'paid');
  const free = await rowsOf(() => runOwn(mika, where, 'free'));
  const paid = await rowsOf(() => runOwn(mika, where, 'paid'));
  expect({ free, paid }).toMatchObject({ free: { written: 2 }, paid: { written: 9 } });
  await holdCosts(where, [
    { path: 'cc save', who: boss, options: { name: 'rules', response: 'Be kind' } },
    { path: 'cc list', who: boss },
    { path: 'cc remove', who: boss, options: { name: 'rules' } },
  ]);
});
