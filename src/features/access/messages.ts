import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {
  wrong: 'That user name or password is not right.',
};
