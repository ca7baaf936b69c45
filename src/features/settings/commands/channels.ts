import { boolean, channel, choice } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { CHANNEL_PURPOSES } from '../../../kernel/settings.ts';
import { sectionCommand } from '../rule.ts';

export const channels = sectionCommand({
  section: 'channels',
  options: { purpose: choice(CHANNEL_PURPOSES, { required: true }), channel: channel(), off: boolean() },
  change(draft, { purpose, channel: target, off }) {
    if (off === true) delete draft.channels[purpose];
    else if (target) draft.channels[purpose] = target.id;
    else throw new AppError('invalid', 'settings.channel_missing');
  },
});
