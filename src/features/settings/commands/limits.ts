import { integer } from '../../../define/options.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { sectionCommand } from '../rule.ts';

const orNone = (value: number): number | null => (value === 0 ? null : value);

export const limits = sectionCommand({
  section: 'limits',
  options: {
    pay: integer({ min: 0, max: AMOUNT_MAX }),
    bet: integer({ min: 0, max: AMOUNT_MAX }),
    daily_cap: integer({ min: 0, max: AMOUNT_MAX }),
    account_age: integer({ min: 0, max: 365 }),
    changes: integer({ min: 1, max: 1_000_000 }),
  },
  change({ limits: draft }, { pay, bet, daily_cap: dailyCap, account_age: accountAge, changes }) {
    if (pay !== undefined) draft.pay = orNone(pay);
    if (bet !== undefined) draft.bet = orNone(bet);
    if (dailyCap !== undefined) draft.dailyCap = orNone(dailyCap);
    if (accountAge !== undefined) draft.accountAge = accountAge;
    if (changes !== undefined) draft.changesPerMinute = changes;
  },
});
