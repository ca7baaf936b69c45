import { button, row } from '../../../define/controls.ts';
import { command } from '../../../define/command.ts';
import { user } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { giveButton } from '../components/give.ts';
import { historyButton } from '../components/history.ts';
import { readProfile } from '../profile.ts';
import { profileEmbed } from '../views/profile.ts';

export const profile = command({
  name: 'profile',
  permission: 'member',
  reply: 'private',
  options: { user: user() },
  async run(ctx, options) {
    const owner = options.user ?? { id: ctx.actor.id, name: ctx.actor.name, bot: false, member: true };
    if (owner.bot) throw new AppError('invalid', 'errors.no_bots');
    const read = await readProfile(ctx, owner.id);
    const { t } = ctx.privateTexts;
    const buttons = [
      ...(read.recent === null ? [] : [button(historyButton(owner.id), t('economy.buttons.history'), { emoji: '📜' })]),
      ...(owner.id !== ctx.actor.id && owner.member ? [button(giveButton.id({ to: owner.id }), t('economy.buttons.give'), { emoji: '🎁' })] : []),
    ];
    return { embeds: [profileEmbed(ctx, owner, read)], components: buttons.length > 0 ? [row(...buttons)] : [], private: true };
  },
});
