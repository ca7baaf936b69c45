import type { Feature } from '../../define/feature.ts';
import { balance } from './commands/balance.ts';
import { daily } from './commands/daily.ts';
import { history } from './commands/history.ts';
import { leaderboard } from './commands/leaderboard.ts';
import { givePoints, viewWallet } from './commands/menus.ts';
import { give, pay } from './commands/pay.ts';
import { profile } from './commands/profile.ts';
import { receipt } from './commands/receipt.ts';
import { work } from './commands/work.ts';
import { boardPages } from './components/board.ts';
import { giveButton, giveForm } from './components/give.ts';
import { historyPages } from './components/history.ts';
import { receiptButton } from './components/receipt.ts';
import { messages } from './messages.ts';
import { archiveTransactions } from './routes/archive.ts';
import { exportTransactions } from './routes/export.ts';
import { getOverview } from './routes/overview.ts';
import { transactionStatistics } from './routes/statistics.ts';
import { getTransaction, listTransactions } from './routes/transactions.ts';
import { validateTransactions } from './routes/validate.ts';
import { COOLDOWN, EARNED_TODAY } from './statements.ts';

/** The currency as members use it: wallets, earning, paying, boards, history. */
export const economy: Feature = {
  name: 'economy',
  commands: [balance, daily, work, pay, give, leaderboard, history, receipt, profile],
  userCommands: [viewWallet, givePoints],
  components: [boardPages, historyPages, receiptButton, giveButton],
  modals: [giveForm],
  statements: [COOLDOWN, EARNED_TODAY],
  // Fixed paths before the one that takes any id.
  routes: [getOverview, listTransactions, transactionStatistics, exportTransactions, validateTransactions, archiveTransactions, getTransaction],
  messages,
};
