import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {
  catalogue: {
    unknown: 'There is no such entry in the catalogue.',
    full: 'The catalogue is full: {{most}} entries at the most. Remove one first.',
  },
};
