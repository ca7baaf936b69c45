import { command } from '../../../define/command.ts';
import { boolean, user } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { walletView } from '../views/wallet.ts';

export const balance = command({
  name: 'balance',
  permission: 'member',
  reply: 'private',
  hot: true,
  perMinute: 30,
  options: { user: user(), public: boolean() },
  async run(ctx, options) {
    const owner = options.user ?? { id: ctx.actor.id, name: ctx.actor.name, bot: false, member: true };
    if (owner.bot) throw new AppError('invalid', 'errors.no_bots');
    const [wallet] = await ctx.ledger.wallets([memberAccount(owner.id)]);
    if (!wallet) throw new Error('the object gave no wallet');
    return walletView(ctx, { ...owner, receives: owner.member }, wallet, options.public === true);
  },
});
