import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {};
