import type { Feature } from '../../define/feature.ts';
import { balance } from './commands/balance.ts';
import { daily } from './commands/daily.ts';
import { pay } from './commands/pay.ts';
import { messages } from './messages.ts';
import { COOLDOWN } from './statements.ts';

/** The currency: wallets, earning, paying, boards, and what staff does to them. */
export const economy: Feature = {
  name: 'economy',
  commands: [balance, daily, pay],
  statements: [COOLDOWN],
  messages,
};
