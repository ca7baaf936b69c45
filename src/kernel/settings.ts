import * as z from 'zod';
import { LANGUAGES } from './language.ts';
import { AMOUNT_MAX } from './limits.ts';

const amount = z.int().min(0).max(AMOUNT_MAX);
const snowflake = z.string().regex(/^\d{15,20}$/);

/** Who may do what: owner and administrators of the Discord server count as admin; each level is given to roles. */
export const LEVELS = ['admin', 'moderator', 'reviewer', 'shopkeeper', 'economist'] as const;
export type Level = (typeof LEVELS)[number];

export const CHANNEL_PURPOSES = ['log', 'review', 'shop', 'tasks', 'giftcodes', 'announcements', 'welcome'] as const;
export const BOARDS = ['balance', 'earned', 'streak'] as const;
export type Board = (typeof BOARDS)[number];

/** Whole features that a server may switch off. */
export const FEATURES = ['economy', 'shop', 'tasks', 'games', 'giftcodes', 'orders', 'promos', 'achievements', 'customcommands'] as const;

/** What `/eco pause` stops without switching it off. */
export const PAUSABLE = ['earning', 'transfers', 'games', 'shop'] as const;
export type Pausable = (typeof PAUSABLE)[number];

export const PREFIX_MAX = 10;

const earning = (min: number, max: number, cooldown: number) =>
  z.object({
    min: amount.default(min),
    max: amount.default(max),
    /** Seconds. */
    cooldown: z.int().min(1).max(30 * 86_400).default(cooldown),
  });

const roles = z.array(snowflake).max(25).default([]);
const excluded = z.object({ users: z.array(snowflake).max(50).default([]), roles }).prefault({});

/** The settings of one guild, kept as one JSON row. Every field has a default, so that `{}` is a fresh server. */
export const settingsSchema = z.object({
  currency: z.object({
    name: z.string().min(1).max(32).default('coins'),
    symbol: z.string().min(1).max(64).default('🪙'),
    /** Address of a picture shown in embeds, or empty for the server's own icon. */
    icon: z.string().max(300).default(''),
    start: amount.default(0),
    cap: amount.min(1).nullable().default(null),
  }).prefault({}),
  earning: z.object({
    daily: earning(100, 100, 86_400).extend({ reset: z.enum(['rolling', 'midnight']).default('rolling') }).prefault({}),
    work: earning(20, 80, 3_600).prefault({}),
    /** Added to the daily amount for each day of a streak after the first, up to the ceiling. */
    streakBonus: amount.default(5),
    streakBonusMax: amount.default(50),
  }).prefault({}),
  limits: z.object({
    pay: amount.min(1).nullable().default(null),
    bet: amount.min(1).nullable().default(null),
    dailyCap: amount.min(1).nullable().default(null),
    /** Days that a Discord account must be old to earn or pay. */
    accountAge: z.int().min(0).max(365).default(0),
    changesPerMinute: z.int().min(1).max(1_000_000).default(5),
  }).prefault({}),
  shop: z.object({
    /** Hours in which an unused purchase can be given back; 0 switches refunds off. */
    refundHours: z.int().min(0).max(24 * 90).default(24),
  }).prefault({}),
  tasks: z.object({
    /** Whether members may post bounties. */
    memberTasks: z.boolean().default(true),
    /** Claims that a member may hold at once. */
    maxPerMember: z.int().min(1).max(100).default(10),
    /** Whether a task is closed when its time is up. */
    autoExpire: z.boolean().default(true),
    /** Whether a new task asks for proof unless it says otherwise. */
    requireProof: z.boolean().default(true),
    /** Rewards above this need the word of a second reviewer; null: one is enough. */
    secondReviewAbove: amount.min(1).nullable().default(null),
  }).prefault({}),
  channels: z.partialRecord(z.enum(CHANNEL_PURPOSES), snowflake).default({}),
  roles: z.object({ admin: roles, moderator: roles, reviewer: roles, shopkeeper: roles, economist: roles }).prefault({}),
  exclude: z.object({ balance: excluded, earned: excluded, streak: excluded }).prefault({}),
  locale: z.object({
    language: z.enum(LANGUAGES).default('en'),
    timezone: z.string().max(64).default('UTC'),
  }).prefault({}),
  /** Which catalogues of the operator are mirrored into this server. */
  global: z.object({ shop: z.boolean().default(false), tasks: z.boolean().default(false) }).prefault({}),
  /** Without a meaning for slash commands; kept for tools that read it. */
  prefix: z.string().min(1).max(PREFIX_MAX).default('!'),
  off: z.array(z.enum(FEATURES)).default([]),
  paused: z.partialRecord(z.enum(PAUSABLE), z.object({ by: z.string(), at: z.int(), reason: z.string() })).default({}),
  /** Who changed a section last, and when. */
  changed: z.record(z.string(), z.object({ by: z.string(), at: z.int() })).default({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings with their version: 0 is a guild that never changed any. */
export interface VersionedSettings {
  version: number;
  settings: Settings;
}

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** The settings in a row's column; the defaults where the guild has no row. Throws where the column holds anything else. */
export function settingsOf(value: unknown): Settings {
  return value === undefined || value === null ? DEFAULT_SETTINGS : settingsSchema.parse(JSON.parse(String(value)));
}
