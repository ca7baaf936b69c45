import { userCommand } from '../../../define/command.ts';
import { AppError } from '../../../kernel/errors.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { openGiveForm } from '../components/give.ts';
import { assertReceiver } from '../transfer.ts';
import { walletView } from '../views/wallet.ts';

export const viewWallet = userCommand({
  name: 'view_wallet',
  permission: 'member',
  reply: 'private',
  hot: true,
  async run(ctx, target) {
    if (target.bot) throw new AppError('invalid', 'errors.no_bots');
    const [wallet] = await ctx.ledger.wallets([memberAccount(target.id)]);
    if (!wallet) throw new Error('the object gave no wallet');
    return walletView(ctx, { ...target, receives: target.member }, wallet, false);
  },
});

export const givePoints = userCommand({
  name: 'give_points',
  permission: 'member',
  reply: 'private',
  pausable: 'transfers',
  async run(ctx, target) {
    assertReceiver(ctx, target);
    return openGiveForm(ctx, target.id);
  },
});
