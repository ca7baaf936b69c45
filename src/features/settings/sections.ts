import {
  BOARDS, CHANNEL_PURPOSES, FEATURES, LEVELS, PAUSABLE, type Settings,
} from '../../kernel/settings.ts';
import type { Json } from '../../ledger/operation.ts';

/** The parts of the settings, in the order in which `/config view` shows them. */
export const SECTIONS = ['currency', 'earning', 'limits', 'shop', 'tasks', 'channels', 'roles', 'exclude', 'locale', 'features', 'server'] as const;
export type Section = (typeof SECTIONS)[number];

/** How a value is written for people. */
export type Show = 'text' | 'symbol' | 'number' | 'seconds' | 'hours' | 'days' | 'word' | 'channel' | 'roles' | 'users';

interface Field {
  /** The label is `settings.fields.<name>`. */
  name: string;
  show: Show;
  read(settings: Settings): Json;
}

const field = (name: string, show: Show, read: Field['read']): Field => ({ name, show, read });

const onOff = (value: boolean): string => (value ? 'on' : 'off');

function earning(command: 'daily' | 'work'): Field[] {
  return [
    field(`${command}_min`, 'number', (s) => s.earning[command].min),
    field(`${command}_max`, 'number', (s) => s.earning[command].max),
    field(`${command}_cooldown`, 'seconds', (s) => s.earning[command].cooldown),
  ];
}

/** Every setting that a section shows, each with its name. */
export const FIELDS: Record<Section, Field[]> = {
  currency: [
    field('name', 'text', (s) => s.currency.name),
    field('symbol', 'symbol', (s) => s.currency.symbol),
    field('icon', 'text', (s) => s.currency.icon || null),
    field('start', 'number', (s) => s.currency.start),
    field('cap', 'number', (s) => s.currency.cap),
  ],
  earning: [
    ...earning('daily'),
    field('daily_reset', 'word', (s) => s.earning.daily.reset),
    field('streak_bonus', 'number', (s) => s.earning.streakBonus),
    field('streak_max', 'number', (s) => s.earning.streakBonusMax),
    ...earning('work'),
  ],
  limits: [
    field('pay', 'number', (s) => s.limits.pay),
    field('bet', 'number', (s) => s.limits.bet),
    field('daily_cap', 'number', (s) => s.limits.dailyCap),
    field('account_age', 'days', (s) => s.limits.accountAge || null),
    field('changes', 'number', (s) => s.limits.changesPerMinute),
  ],
  shop: [field('refund_hours', 'hours', (s) => s.shop.refundHours || null)],
  tasks: [
    field('member_tasks', 'word', (s) => onOff(s.tasks.memberTasks)),
    field('max_per_member', 'number', (s) => s.tasks.maxPerMember),
    field('auto_expire', 'word', (s) => onOff(s.tasks.autoExpire)),
    field('require_proof', 'word', (s) => onOff(s.tasks.requireProof)),
    field('second_review_above', 'number', (s) => s.tasks.secondReviewAbove),
  ],
  channels: CHANNEL_PURPOSES.map((purpose) => field(`channel_${purpose}`, 'channel', (s) => s.channels[purpose] ?? null)),
  roles: LEVELS.map((level) => field(`level_${level}`, 'roles', (s) => s.roles[level])),
  exclude: BOARDS.flatMap((board) => [
    field(`${board}_users`, 'users', (s) => s.exclude[board].users),
    field(`${board}_roles`, 'roles', (s) => s.exclude[board].roles),
  ]),
  locale: [field('language', 'word', (s) => s.locale.language), field('timezone', 'text', (s) => s.locale.timezone)],
  features: [
    ...FEATURES.map((name) => field(`feature_${name}`, 'word', (s) => (s.off.includes(name) ? 'off' : 'on'))),
    ...PAUSABLE.map((name) => field(`pause_${name}`, 'word', (s) => (s.paused[name] ? 'paused' : 'running'))),
  ],
  server: [
    field('global_shop', 'word', (s) => onOff(s.global.shop)),
    field('global_tasks', 'word', (s) => onOff(s.global.tasks)),
    field('prefix', 'text', (s) => s.prefix),
  ],
};

/** The part of the settings that a section is, as the audit keeps it. */
export function sectionValue(settings: Settings, section: Section): Json {
  const value = section === 'features' ? settings.off : section === 'server' ? { prefix: settings.prefix, global: settings.global } : settings[section];
  // The schema holds nothing but JSON; optional keys that are not set go away here.
  return JSON.parse(JSON.stringify(value)) as Json;
}

export interface FieldChange {
  field: string;
  before: Json;
  after: Json;
}

/** The fields of a section that differ. */
export function changesOf(section: Section, before: Settings, after: Settings): FieldChange[] {
  return FIELDS[section]
    .map(({ name, read }) => ({ field: name, before: read(before), after: read(after) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
