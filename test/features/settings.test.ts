import { beforeAll, describe, expect, test } from 'vitest';
import { placeGuild } from '../../src/db/placement.ts';
import { formatDuration, parseDuration } from '../../src/features/settings/duration.ts';
import { settingsSchema, type Settings } from '../../src/kernel/settings.ts';
import {
  admin, commandInteraction, complete, controls, deliver, freshId, guild, person, press, run, type Guild, type OptionValue,
} from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { audits } from '../harness/rows.ts';

beforeAll(migrate);

async function stored(where: Guild): Promise<{ version: number; settings: Settings }> {
  const row = await (await databaseOf(where.id)).prepare('SELECT version, value FROM guild_settings WHERE guild = ?1').bind(where.id).first<{ version: number; value: string }>();
  return { version: row?.version ?? 0, settings: settingsSchema.parse(JSON.parse(row?.value ?? '{}')) };
}

/** Gives a guild its settings before its object has read any. */
async function store(where: Guild, value: Parameters<typeof settingsSchema.parse>[0]): Promise<void> {
  await placeGuild(env, where.id, Date.now());
  const db = await databaseOf(where.id);
  await db.prepare('INSERT INTO guild_settings (guild, version, value) VALUES (?1, 1, ?2)').bind(where.id, JSON.stringify(settingsSchema.parse(value))).run();
}

const [channel, role, ada] = [freshId(), freshId(), person('ada')];

const CHANGES: [path: string, options: Record<string, OptionValue>, says: string, read: (s: Settings) => unknown, value: unknown][] = [
  ['currency', { name: 'gold' }, 'Name**: coins → **gold', (s) => s.currency.name, 'gold'],
  ['currency', { symbol: '<:coin:123456789012345678>' }, '<:coin:123456789012345678>', (s) => s.currency.symbol, '<:coin:123456789012345678>'],
  ['currency', { icon: 'https://cdn.discordapp.com/a.png' }, 'Icon', (s) => s.currency.icon, 'https://cdn.discordapp.com/a.png'],
  ['currency', { start: 50, cap: 1_000 }, 'Highest balance**: none → **1,000', (s) => [s.currency.start, s.currency.cap], [50, 1_000]],
  ['earning', { command: 'daily', min: 5, max: 50, cooldown: '12h', reset: 'midnight' }, '1 d → **12 h', (s) => s.earning.daily, { min: 5, max: 50, cooldown: 43_200, reset: 'midnight' }],
  ['earning', { command: 'daily', streak_bonus: 1, streak_max: 10 }, 'Streak', (s) => [s.earning.streakBonus, s.earning.streakBonusMax], [1, 10]],
  ['earning', { command: 'work', cooldown: '90' }, '1 min 30 s', (s) => s.earning.work.cooldown, 90],
  ['limits', { pay: 500, bet: 20, daily_cap: 300, account_age: 1, changes: 9 }, '**1 day**', (s) => s.limits, { pay: 500, bet: 20, dailyCap: 300, accountAge: 1, changesPerMinute: 9 }],
  ['shop', { refund_hours: 48 }, '24 hours → **48 hours', (s) => s.shop, { refundHours: 48 }],
  ['tasks', { member_tasks: false, max_per_member: 3, auto_expire: false, require_proof: false, second_review_above: 500 }, 'Second reviewer above**: none → **500',
    (s) => s.tasks, { memberTasks: false, maxPerMember: 3, autoExpire: false, requireProof: false, secondReviewAbove: 500 }],
  ['channels', { purpose: 'log', channel: { channel } }, `<#${channel}>`, (s) => s.channels.log, channel],
  ['roles', { level: 'moderator', role: { role } }, `<@&${role}>`, (s) => s.roles.moderator, [role]],
  ['exclude', { board: 'balance', user: ada }, `<@${ada.id}>`, (s) => s.exclude.balance.users, [ada.id]],
  ['exclude', { board: 'streak', role: { role } }, `<@&${role}>`, (s) => s.exclude.streak.roles, [role]],
  ['locale', { language: 'de', timezone: 'europe/berlin' }, 'UTC → **Europe/Berlin', (s) => s.locale, { language: 'de', timezone: 'Europe/Berlin' }],
  ['features', { feature: 'games', off: true }, 'Games**: on → **off', (s) => s.off, ['games']],
];

test.each(CHANGES)('/config %s %o is kept, shown and audited, once', async (section, options, says, read, value) => {
  const [where, staff] = [guild(), admin()];
  const interaction = commandInteraction(staff, where, `/config ${section}`, options);
  const changed = await deliver(interaction);
  expect(changed.private).toBe(true);
  expect(changed.text).toContain(says);
  expect(changed.text).toContain(`By <@${staff.id}>`);
  const { version, settings } = await stored(where);
  expect(version).toBe(1);
  expect(read(settings)).toEqual(value);
  expect(settings.changed[section]?.by).toBe(staff.id);
  expect((await deliver(interaction)).data).toEqual(changed.data);
  expect((await run(staff, where, `/config ${section}`, options)).text).toContain('set like that already');
  expect((await stored(where)).version).toBe(1);
  const rows = await audits(where.id);
  expect(rows).toMatchObject([{ actor: staff.id, action: `config.${section}`, target: `settings:${section}`, source: `discord:/config ${section}` }]);
  expect(rows[0]?.before).not.toBe(rows[0]?.after);
});

test('what was set can be taken away again', async () => {
  const [where, staff] = [guild(), admin()];
  for (const [section, on, off] of [
    ['channels', { purpose: 'log', channel: { channel } }, { purpose: 'log', off: true }],
    ['roles', { level: 'admin', role: { role } }, { level: 'admin', role: { role }, off: true }],
    ['exclude', { board: 'earned', user: ada, role: { role } }, { board: 'earned', user: ada, role: { role }, off: true }],
    ['features', { feature: 'shop', off: true }, { feature: 'shop' }],
    ['currency', { icon: 'https://a.example/b.png', cap: 5 }, { icon: 'none', cap: 0 }],
    ['limits', { pay: 5, account_age: 3 }, { pay: 0, account_age: 0 }],
    ['shop', { refund_hours: 0 }, { refund_hours: 24 }],
    ['tasks', { member_tasks: false, second_review_above: 5 }, { member_tasks: true, second_review_above: 0 }],
  ] as const) {
    await run(staff, where, `/config ${section}`, on);
    expect((await run(staff, where, `/config ${section}`, off)).text).toContain('Changed');
  }
  const { settings } = await stored(where);
  expect({ ...settings, changed: {} }).toEqual(settingsSchema.parse({}));
});

test.each<[string, Record<string, OptionValue>, string]>([
  ['earning', { command: 'work', min: 81 }, '/work would pay at least 81 and at most 80'],
  ['earning', { command: 'daily', streak_bonus: 51 }, 'would add 51'],
  ['earning', { command: 'work', reset: 'midnight' }, 'belong to /daily'],
  ['earning', { command: 'work', streak_max: 0 }, 'belong to /daily'],
  ['earning', { command: 'work', cooldown: 'soon' }, 'cannot read that time'],
  ['earning', { command: 'work', cooldown: '31d' }, 'between 1 second and 30 days'],
  ['earning', { command: 'work', cooldown: '0' }, 'between 1 second and 30 days'],
  ['currency', { start: 10, cap: 5 }, 'open with 10, but may hold at most 5'],
  ['currency', { symbol: '**' }, 'without Markdown'],
  ['currency', { symbol: '@everyone' }, 'without Markdown'],
  ['currency', { symbol: '<:bad' }, 'without Markdown'],
  ['currency', { symbol: 'x'.repeat(17) }, 'up to 16'],
  ['currency', { icon: 'http://a.example/b.png' }, 'begins with https'],
  ['currency', { icon: 'javascript:alert(1)' }, 'begins with https'],
  ['currency', { name: 'x'.repeat(33) }, 'at most 32'],
  ['currency', { cap: -1 }, 'between 0'],
  ['limits', { changes: 0 }, 'between 1'],
  ['limits', { account_age: 366 }, 'between 0 and 365'],
  ['channels', { purpose: 'log' }, 'pick a channel'],
  ['channels', { purpose: 'nowhere', off: true }, 'pick one from the list'],
  ['exclude', { board: 'balance' }, 'pick a member or a role'],
  ['locale', { timezone: 'Mars/Olympus' }, 'do not know that time zone'],
])('/config %s %o is refused and changes nothing', async (section, options, says) => {
  const [where, staff] = [guild(), admin()];
  const answer = await run(staff, where, `/config ${section}`, options);
  expect(answer.text).toContain(says);
  expect(answer.private).toBe(true);
  expect((await stored(where)).version).toBe(0);
});

test('@everyone is nobody\'s staff role, and a full list says so', async () => {
  const [where, staff] = [guild(), admin()];
  expect((await run(staff, where, '/config roles', { level: 'admin', role: { role: where.id } })).text).toContain('@everyone cannot');
  expect((await run(staff, where, '/config exclude', { board: 'balance', role: { role: where.id } })).text).toContain('@everyone cannot');
  const many = guild();
  await store(many, { roles: { admin: Array.from({ length: 25 }, freshId) } });
  expect((await run(staff, many, '/config roles', { level: 'admin', role: { role } })).text).toContain('That list is full: at most 25');
  expect((await run(staff, many, '/config roles', { level: 'moderator', role: { role } })).text).toContain('Changed');
});

test('a refused contradiction looks at what is stored, not only at what is asked', async () => {
  const [where, staff] = [guild(), admin()];
  await run(staff, where, '/config earning', { command: 'daily', min: 10, max: 20 });
  expect((await run(staff, where, '/config earning', { command: 'daily', min: 30 })).text).toContain('at least 30 and at most 20');
  expect((await run(staff, where, '/config earning', { command: 'daily', min: 30, max: 40 })).text).toContain('Changed');
});

test('changes at the same time all land, each on its own version', async () => {
  const [where, staff, other] = [guild(), admin(), admin()];
  const answers = await Promise.all([
    run(staff, where, '/config currency', { name: 'gold' }), run(other, where, '/config limits', { pay: 5 }),
    run(staff, where, '/config currency', { cap: 900 }), run(other, where, '/config features', { feature: 'games', off: true }),
  ]);
  for (const { text } of answers) expect(text).toContain('Changed');
  const { version, settings } = await stored(where);
  expect(version).toBe(4);
  expect([settings.currency.name, settings.currency.cap, settings.limits.pay, settings.off]).toEqual(['gold', 900, 5, ['games']]);
  expect(await audits(where.id)).toHaveLength(4);
});

test('a change is in force at once', async () => {
  const [where, staff, mika] = [guild(), admin(), person('mika')];
  await run(mika, where, '/balance');
  await run(staff, where, '/config currency', { symbol: '€', start: 25 });
  expect((await run(mika, where, '/balance')).text).toContain('€ 25');
  await run(staff, where, '/config features', { feature: 'economy', off: true });
  expect((await run(mika, where, '/daily')).text).toContain('switched off');
});

describe('/config view', () => {
  test('shows every section, who changed it last, and a menu to go on', async () => {
    const [where, staff] = [guild(), admin()];
    const fresh = await run(staff, where, '/config view');
    for (const section of ['Currency', 'Earning', 'Limits', 'Channels', 'Roles', 'Left out of boards', 'Language and time zone', 'Features']) {
      expect(fresh.text).toContain(`${section}\n`);
    }
    expect(fresh.text).toContain('Never changed');
    await run(staff, where, '/config roles', { level: 'economist', role: { role } });
    const [menu] = controls(fresh);
    const roles = await press(staff, where, menu?.id ?? '', ['roles']);
    expect(roles.type).toBe(7);
    expect(roles.text).toContain(`Economist: **<@&${role}>**`);
    expect(roles.text).toContain(`Last changed by <@${staff.id}>`);
    expect(roles.text).toContain('Integrations');
    expect((await press(staff, where, menu?.id ?? '', ['all'])).text).toContain('Settings of this server');
    expect((await press(person('member'), where, menu?.id ?? '', ['roles'])).text).toContain('Only admins');
    expect((await run(staff, where, '/config view', { section: 'limits' })).text).toContain('Single payment: **none**');
    expect((await run(staff, where, '/config limits')).text).toContain('Single payment: **none**');
  });

  test('pauses are shown with the features', async () => {
    const [where, staff] = [guild(), admin()];
    await run(staff, where, '/eco pause', { feature: 'shop', reason: 'stock' });
    const shown = await run(staff, where, '/config view', { section: 'features' });
    expect(shown.text).toContain('Shop (pause): **paused**');
    expect(shown.text).toContain(`Last changed by <@${staff.id}>`);
  });

  test('full lists stay within Discord\'s limits', async () => {
    const [where, staff] = [guild(), admin()];
    const [many, few] = [Array.from({ length: 50 }, freshId), Array.from({ length: 25 }, freshId)];
    await store(where, {
      currency: { icon: `https://a.example/${'x'.repeat(280)}`, name: '*'.repeat(32) },
      roles: { admin: few, moderator: few, reviewer: few, shopkeeper: few, economist: few },
      exclude: { balance: { users: many, roles: few }, earned: { users: many, roles: few }, streak: { users: many, roles: few } },
    });
    for (const options of [{}, { section: 'roles' }, { section: 'exclude' }] as Record<string, OptionValue>[]) {
      const { data } = await run(staff, where, '/config view', options);
      const [embed] = data.embeds;
      expect((embed.description ?? '').length).toBeLessThanOrEqual(4_096);
      for (const { value } of embed.fields ?? []) expect(value.length).toBeLessThanOrEqual(1_024);
      expect(JSON.stringify([embed.title, embed.description, embed.fields]).length).toBeLessThan(6_000);
      expect(JSON.stringify(data)).toContain('more');
    }
  });
});

test('time zones are completed by what is typed', async () => {
  const [where, staff] = [guild(), admin()];
  expect(await complete(staff, where, '/config locale', 'timezone', 'berl')).toEqual([{ name: 'Europe/Berlin', value: 'Europe/Berlin' }]);
  expect((await complete(staff, where, '/config locale', 'timezone', 'new york')).map(({ value }) => value)).toContain('America/New_York');
  expect((await complete(staff, where, '/config locale', 'timezone', ''))[0]?.value).toBe('UTC');
  expect(await complete(staff, where, '/config locale', 'timezone', 'xyz')).toEqual([]);
  expect(await complete(person('member'), where, '/config locale', 'timezone', 'berl')).toEqual([]);
});

test('German answers', async () => {
  const [where, staff] = [guild(), admin()];
  staff.locale = 'de';
  expect((await run(staff, where, '/config limits', { pay: 5 })).text).toContain('Einzelne Zahlung**: keine → **5');
  expect((await run(staff, where, '/config view')).text).toContain('Einstellungen dieses Servers');
  expect((await run(staff, where, '/config limits', { pay: 5 })).text).toContain('schon so eingestellt');
});

test('times are read and written', () => {
  expect(['90', '90s', '30m', '30 min', '12h', '1d 12h', '1w'].map(parseDuration)).toEqual([90, 90, 1_800, 1_800, 43_200, 129_600, 604_800]);
  expect([0, 59, 3_600, 90_061].map(formatDuration)).toEqual(['0 s', '59 s', '1 h', '1 d 1 h 1 min 1 s']);
});
