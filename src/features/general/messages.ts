/** English texts of /help and /ping. */
export const messages = {
  commands: {
    ping: { description: 'Show version, database and queue' },
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
