import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {
  wrong: 'That user name or password is not right.',
  too_many: 'There were too many wrong log-ins from your address. You can go on {{until}}.',
  unset: 'Nobody can sign in this way yet: the operator has to set {{setting}}.',
  reused: 'This session was used from two places and has ended for both. Please sign in again, and change the password if the other one was not you.',
  no_session: 'There is no such session, or it has ended already.',
  state: 'This sign-in was not begun in this browser, or too long ago. Please begin it again.',
  discord_down: 'Discord does not answer at the moment, so I cannot tell what you may do. Nothing was changed; please try again soon.',
};
