import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {
  commands: {
    me: {
      description: 'What this server keeps of you',
      export: { description: 'Get everything that is kept of you as a file' },
      erase: { description: 'Have everything that describes you removed' },
    },
  },
  deleted: 'Deleted member',
  export: {
    title: 'Your data',
    text: 'Everything that is kept of you on this server: {{rows}} rows. Nobody else sees this message or the file.',
    truncated: 'Only the newest are in it of: {{parts}}.',
  },
  erase: {
    title: 'Erase your data?',
    ask: 'Removed for good: your name and picture, your proofs with their texts, links and files, what staff noted about your orders, and titles of your past bounties. Open claims are given back.\n\n'
      + 'Kept: your Discord id in the ledger, amounts, and the notes that went with payments. Every entry is sealed by the next one, so none can be changed without breaking the books of everybody else. '
      + 'Your coins and items stay with your id. `/me export` first, if you want a copy.',
    confirm: 'Erase my data',
    keep: 'Keep everything',
    kept: 'Nothing was changed.',
    done_title: 'Your data has been erased',
    done: 'You are shown as "Deleted member" here from now on. Staff can make you active again if you ask them.',
  },
  refused: {
    unknown: 'There is no such member here.',
    active: 'This member is active already.',
    held: 'Some of your coins are set aside, for a bounty or an offer. Settle or cancel that first: others count on it.',
    sort: 'A server with more than {{max}} accounts is sorted by balance or name only.',
    archive: 'Entries of this server that were archived are not in the storage any more (entry {{seq}}). Nothing was exported.',
  },
};
