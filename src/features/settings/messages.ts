const SECTIONS = {
  currency: 'Currency',
  earning: 'Earning',
  limits: 'Limits',
  channels: 'Channels',
  roles: 'Roles',
  exclude: 'Left out of boards',
  locale: 'Language and time zone',
  features: 'Features',
};

const CHANNELS = {
  log: 'Log', review: 'Reviews', shop: 'Shop', tasks: 'Tasks', giftcodes: 'Gift codes', announcements: 'Announcements', welcome: 'Welcome',
};
const LEVELS = { admin: 'Admin', moderator: 'Moderator', reviewer: 'Reviewer', shopkeeper: 'Shopkeeper', economist: 'Economist' };
const FEATURES = {
  economy: 'Economy', shop: 'Shop', tasks: 'Tasks', games: 'Games', giftcodes: 'Gift codes', orders: 'Orders', promos: 'Promo codes',
  achievements: 'Achievements',
};

/** English texts of /config. */
export const messages = {
  commands: {
    config: {
      description: 'What this server sets for itself',
      view: { description: 'Show the settings and who changed them', options: { section: 'Only this part' }, choices: { section: SECTIONS } },
      currency: {
        description: 'Name and look of the money, opening balance, highest balance',
        options: {
          name: 'What the money is called',
          symbol: 'An emoji or a few characters, shown before each amount',
          icon: 'https address of a picture, or "none" for the server icon',
          start: 'Coins that a new wallet opens with',
          cap: 'Highest balance of a member; 0 for none',
        },
      },
      earning: {
        description: 'What /daily and /work pay, and how often',
        options: {
          command: 'Which command', min: 'Least amount', max: 'Highest amount', cooldown: 'Time between two claims, such as 12h or 1d 6h',
          reset: 'When the next daily is due', streak_bonus: 'Added for each day of a streak', streak_max: 'Most that a streak adds',
        },
        choices: {
          command: { daily: '/daily', work: '/work' },
          reset: { rolling: 'A cooldown after the last claim', midnight: 'At midnight in the server\'s time zone' },
        },
      },
      limits: {
        description: 'Ceilings that keep the economy safe',
        options: {
          pay: 'Most in a single payment; 0 for none', bet: 'Most in a single bet; 0 for none',
          daily_cap: 'Most a member can earn in a day; 0 for none', account_age: 'Days that a Discord account must be old; 0 for any',
          changes: 'Balance changes of one member a minute',
        },
      },
      channels: {
        description: 'Where the bot writes what',
        options: { purpose: 'What for', channel: 'Which channel', off: 'Use no channel for this' },
        choices: { purpose: CHANNELS },
      },
      roles: {
        description: 'Which roles are staff, and for what',
        options: { level: 'What the role may do', role: 'Which role', off: 'Take it away again' },
        choices: { level: LEVELS },
      },
      exclude: {
        description: 'Leave members or roles out of a leaderboard',
        options: { board: 'Which board', user: 'A member', role: 'A role', off: 'Show them again' },
        choices: { board: { balance: 'Balance', earned: 'Earned', streak: 'Streak' } },
      },
      locale: {
        description: 'Language and time zone of this server',
        options: { language: 'Language of public answers', timezone: 'Such as Europe/Berlin; decides when midnight is' },
        choices: { language: { en: 'English', de: 'Deutsch' } },
      },
      features: {
        description: 'Switch whole features on or off',
        options: { feature: 'Which feature', off: 'Switch it off' },
        choices: { feature: FEATURES },
      },
    },
  },
  title: 'Settings of this server',
  sections: { all: 'Everything', ...SECTIONS },
  choose: 'Show another part',
  change_with: 'Change it with `{{command}}`.',
  last_changed: 'Last changed by {{user}} {{when}}',
  never_changed: 'Never changed',
  changed_title: 'Changed: {{section}}',
  changed_by: 'By {{user}}',
  roles_hint: 'Discord itself shows `/eco` and `/config` only to members with "Manage Server". To show them to other staff, open Server Settings → Integrations → this bot and add the role there.',
  unchanged: 'It is set like that already. Nothing was changed.',
  min_over_max: 'That does not fit together: {{command}} would pay at least {{min}} and at most {{max}}.',
  bonus_over_max: 'That does not fit together: one day of a streak would add {{bonus}}, but the whole streak at most {{max}}.',
  start_over_cap: 'That does not fit together: a wallet would open with {{start}}, but may hold at most {{most}}.',
  list_full: 'That list is full: at most {{max}}. Take one away first.',
  not_allowed: 'I cannot keep that value ({{field}}). Nothing was changed.',
  symbol: 'A symbol is an emoji or up to {{max}} characters without Markdown or mentions.',
  icon: 'An icon is an address that begins with https://, or "none".',
  duration: 'I cannot read that time. Write it like 90s, 30m, 12h or 1d 6h.',
  cooldown: 'A cooldown is between 1 second and 30 days.',
  daily_only: 'Reset and streak belong to /daily alone.',
  channel_missing: 'Please pick a channel, or set `off` to use none.',
  exclude_missing: 'Please pick a member or a role.',
  everyone: '@everyone cannot be used here. Please pick another role.',
  zone: 'I do not know that time zone. Pick one from the list, such as Europe/Berlin.',
  values: {
    none: 'none', more_one: '+{{count}} more', more_other: '+{{count}} more', days_one: '{{count}} day', days_other: '{{count}} days',
    rolling: 'after the cooldown', midnight: 'at midnight', en: 'English', de: 'Deutsch', on: 'on', off: 'off', paused: 'paused', running: 'running',
  },
  fields: {
    name: 'Name', symbol: 'Symbol', icon: 'Icon', start: 'Opening balance', cap: 'Highest balance',
    daily_min: 'Daily, least', daily_max: 'Daily, most', daily_cooldown: 'Daily, cooldown', daily_reset: 'Daily, next claim',
    streak_bonus: 'Streak, a day', streak_max: 'Streak, at most',
    work_min: 'Work, least', work_max: 'Work, most', work_cooldown: 'Work, cooldown',
    pay: 'Single payment', bet: 'Single bet', daily_cap: 'Earned in a day', account_age: 'Age of the Discord account',
    changes: 'Balance changes a minute',
    channel_log: CHANNELS.log, channel_review: CHANNELS.review, channel_shop: CHANNELS.shop, channel_tasks: CHANNELS.tasks,
    channel_giftcodes: CHANNELS.giftcodes, channel_announcements: CHANNELS.announcements, channel_welcome: CHANNELS.welcome,
    level_admin: LEVELS.admin, level_moderator: LEVELS.moderator, level_reviewer: LEVELS.reviewer, level_shopkeeper: LEVELS.shopkeeper,
    level_economist: LEVELS.economist,
    balance_users: 'Balance, members', balance_roles: 'Balance, roles', earned_users: 'Earned, members', earned_roles: 'Earned, roles',
    streak_users: 'Streak, members', streak_roles: 'Streak, roles',
    language: 'Language', timezone: 'Time zone',
    feature_economy: FEATURES.economy, feature_shop: FEATURES.shop, feature_tasks: FEATURES.tasks, feature_games: FEATURES.games,
    feature_giftcodes: FEATURES.giftcodes, feature_orders: FEATURES.orders, feature_promos: FEATURES.promos,
    feature_achievements: FEATURES.achievements,
    pause_earning: 'Earning', pause_transfers: 'Transfers', pause_games: 'Games (pause)', pause_shop: 'Shop (pause)',
  },
};
