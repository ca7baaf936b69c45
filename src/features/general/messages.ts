/** English texts of /help and /ping. */
export const messages = {
  commands: {
    help: { description: 'List the commands that you may use here', options: { topic: 'Only one topic' } },
    ping: { description: 'Show version, database and queue' },
  },
  help: {
    title: 'Help',
    intro: 'These are the commands that you may use here. Pick a topic to see what each of them does.',
    topic_title: 'Help · {{topic}}',
    pick: 'Pick a topic',
    unknown: 'There is no such topic for you here. Please pick one from the list.',
    empty: 'There is nothing here that you may use.',
    more: 'and {{count}} more',
    topics: {
      economy: 'Wallet and earning', treasury: 'Treasury', settings: 'Settings', general: 'General', shop: 'Shop', tasks: 'Tasks', games: 'Games',
      giftcodes: 'Gift codes', orders: 'Orders', promos: 'Promo codes', achievements: 'Achievements', customcommands: 'Own commands',
    },
  },
  ping: {
    title: 'Coffer is here',
    version: 'Version',
    database: 'Database',
    database_value: '{{name}} answered in {{ms}} ms',
    queue: 'Waiting changes',
    entries: 'Ledger entries',
  },
};
