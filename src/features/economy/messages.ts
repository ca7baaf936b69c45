/** English texts of the economy. */
export const messages = {
  commands: {
    balance: {
      description: 'Show your wallet, or that of another member',
      options: { user: 'Whose wallet', public: 'Show it to everybody in the channel' },
    },
    daily: { description: 'Claim your daily reward' },
    pay: {
      description: 'Pay another member',
      options: { user: 'Who receives', amount: 'How much', note: 'What it is for' },
    },
  },
  wallet: {
    title: 'Wallet of {{name}}',
    available: 'Available',
    held: 'Held',
    total: 'Total',
    frozen: '❄️ This wallet is frozen. {{reason}}',
  },
  daily: {
    title: 'Daily reward',
    done: 'You received **{{amount}}**.',
    streak: 'Streak',
    days_one: '{{days}} day',
    days_other: '{{days}} days',
    next: 'Next claim',
    again: 'You have had your daily reward. The next one is ready {{until}}.',
  },
  pay: {
    done: '{{from}} paid **{{amount}}** to {{to}}.',
    over_limit: 'A single payment may be at most {{limit}} on this server.',
  },
  receipt_hint: 'Entry #{{seq}} · /receipt shows it',
};
