import type { APIRole, RoleFlags } from 'discord-api-types/v10';
import type { StoredChannel, StoredMember, StoredUser, WorldState } from './model.ts';
import { timeOf } from './snowflake.ts';

/** Fixed ids of the demo server "Harbour Market", for the seed script and for tests. */
export const DEMO = {
  guild: '1100000000000000001',
  roles: {
    everyone: '1100000000000000001',
    harbourmaster: '1100000000000000102',
    deckhand: '1100000000000000103',
    coffer: '1100000000000000104',
    regular: '1100000000000000105',
    crew: '1100000000000000106',
    trader: '1100000000000000107',
    booster: '1100000000000000108',
  },
  channels: {
    general: '1100000000000000201',
    shop: '1100000000000000202',
    tasks: '1100000000000000203',
    proofs: '1100000000000000204',
    announcements: '1100000000000000205',
    log: '1100000000000000206',
  },
  members: {
    ada: '1000000000000000301',
    harper: '1000000000000000302',
    dex: '1000000000000000303',
    mika: '1000000000000000304',
    jonas: '1000000000000000305',
    ines: '1000000000000000306',
    tariq: '1000000000000000307',
    lena: '1000000000000000308',
    noor: '1000000000000000309',
    pavel: '1000000000000000310',
    yuki: '1000000000000000311',
    sol: '1000000000000000312',
    wren: '1000000000000000313',
    /** An account made in July 2026, far younger than the others. */
    finn: '1521600000000000314',
    /** Another bot of the server. */
    gull: '1000000000000000315',
  },
} as const;

/** Names by which the terminal client and tests may call a part instead of a person. */
export const PARTS: Record<string, string> = {
  owner: DEMO.members.ada,
  admin: DEMO.members.harper,
  mod: DEMO.members.dex,
  moderator: DEMO.members.dex,
  member: DEMO.members.mika,
};

const VIEW_AND_WRITE = 0x400n | 0x800n | 0x4000n | 0x8000n | 0x10000n | 0x40n | (1n << 31n);
const MODERATE = VIEW_AND_WRITE | 0x2n | 0x2000n | (1n << 40n);
const BOT = VIEW_AND_WRITE | 0x2000n | 0x10000000n | 0x20000000n | (1n << 51n);

// Discord's flag enums have no member for "none".
const NO_FLAGS = 0 as RoleFlags;

function role(id: string, name: string, position: number, permissions: bigint, color = 0): APIRole {
  return {
    id, name, position, color,
    permissions: permissions.toString(),
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: false, managed: false, mentionable: false, flags: NO_FLAGS,
  };
}

function roles(applicationId: string): APIRole[] {
  const ids = DEMO.roles;
  return [
    role(ids.everyone, '@everyone', 0, VIEW_AND_WRITE),
    role(ids.booster, 'Booster', 1, 0n, 0xf47fff),
    role(ids.trader, 'Trader', 2, 0n, 0x3498db),
    role(ids.crew, 'Crew', 3, 0n, 0x2ecc71),
    role(ids.regular, 'Regular', 4, 0n, 0x95a5a6),
    { ...role(ids.coffer, 'Coffer', 5, BOT, 0xd4a017), managed: true, tags: { bot_id: applicationId } },
    role(ids.deckhand, 'Deckhand', 6, MODERATE, 0x1abc9c),
    role(ids.harbourmaster, 'Harbourmaster', 7, 0x8n, 0xe67e22),
  ];
}

const PEOPLE: [keyof typeof DEMO.members, string, (keyof typeof DEMO.roles)[], string][] = [
  ['ada', 'Ada', [], 'en-US'],
  ['harper', 'Harper', ['harbourmaster', 'regular'], 'en-GB'],
  ['dex', 'Dex', ['deckhand', 'regular'], 'en-US'],
  ['mika', 'Mika', ['regular'], 'en-US'],
  ['jonas', 'Jonas', ['regular', 'crew'], 'de'],
  ['ines', 'Inês', ['trader'], 'pt-BR'],
  ['tariq', 'Tariq', ['crew'], 'en-US'],
  ['lena', 'Lena', ['trader', 'booster'], 'de'],
  ['noor', 'Noor', ['crew', 'trader'], 'en-GB'],
  ['pavel', 'Pavel', ['regular'], 'cs'],
  ['yuki', 'Yuki', ['crew'], 'ja'],
  ['sol', 'Sol', [], 'es-ES'],
  ['wren', 'Wren', ['regular'], 'fr'],
  ['finn', 'Finn', [], 'en-US'],
  ['gull', 'Gull', [], 'en-US'],
];

function people(applicationId: string): { users: Record<string, StoredUser>; members: Record<string, StoredMember> } {
  const users: Record<string, StoredUser> = {};
  const members: Record<string, StoredMember> = {};
  for (const [key, name, held, locale] of PEOPLE) {
    const id = DEMO.members[key];
    users[id] = { id, username: key, global_name: name, discriminator: '0', avatar: null, locale };
    const joined = Math.max(timeOf(DEMO.guild), timeOf(id)) + 86_400_000;
    members[id] = { user_id: id, nick: null, roles: held.map((r) => DEMO.roles[r]), joined_at: new Date(joined).toISOString() };
  }
  Object.assign(users[DEMO.members.gull] ?? {}, { bot: true, discriminator: '4711' });
  Object.assign(users[DEMO.members.wren] ?? {}, { dms_closed: true });
  users[applicationId] = {
    id: applicationId, username: 'Coffer', global_name: null, discriminator: '0001', avatar: null, bot: true, locale: 'en-US',
  };
  members[applicationId] = {
    user_id: applicationId, nick: null, roles: [DEMO.roles.coffer], joined_at: new Date(timeOf(DEMO.guild) + 3_600_000).toISOString(),
  };
  return { users, members };
}

function channels(): Record<string, StoredChannel> {
  const topics: Record<keyof typeof DEMO.channels, string> = {
    general: 'Everything that has no channel of its own', shop: 'What is for sale', tasks: 'Work to be done and what it pays',
    proofs: 'Proofs waiting for a verdict', announcements: 'News of the market', log: 'What staff did',
  };
  const staffOnly = [
    { id: DEMO.roles.everyone, type: 0 as const, allow: '0', deny: '1024' },
    { id: DEMO.roles.deckhand, type: 0 as const, allow: '1024', deny: '0' },
    { id: DEMO.roles.coffer, type: 0 as const, allow: '1024', deny: '0' },
  ];
  return Object.fromEntries(
    Object.entries(DEMO.channels).map(([name, id], position) => [id, {
      id, name, position, type: name === 'announcements' ? 5 : 0, guild_id: DEMO.guild,
      topic: topics[name as keyof typeof DEMO.channels],
      permission_overwrites: name === 'proofs' || name === 'log' ? staffOnly : [],
    }]),
  );
}

/** A fresh world with the demo server in it and the application's bot as its member. */
export function demoWorld(applicationId: string): WorldState {
  const { users, members } = people(applicationId);
  return {
    version: 1, users, channels: channels(),
    guilds: {
      [DEMO.guild]: {
        id: DEMO.guild, name: 'Harbour Market', icon: 'a7c2f0d94be1583e6f2290b1c3d4e5f6', owner_id: DEMO.members.ada,
        preferred_locale: 'en-US', roles: roles(applicationId), members,
      },
    },
    messages: {}, pins: {}, webhooks: {}, commands: {}, command_creations: {}, interactions: {}, modals: {}, last_replies: {},
    switches: { guild_members_intent: false },
  };
}
