import { group } from '../../define/command.ts';
import type { Feature } from '../../define/feature.ts';
import { channels } from './commands/channels.ts';
import { currency } from './commands/currency.ts';
import { earning } from './commands/earning.ts';
import { exclude } from './commands/exclude.ts';
import { features } from './commands/features.ts';
import { limits } from './commands/limits.ts';
import { locale } from './commands/locale.ts';
import { roles } from './commands/roles.ts';
import { view } from './commands/view.ts';
import { messages } from './messages.ts';
import { sectionSelect } from './section-select.ts';

/** What a server sets for itself. */
export const settings: Feature = {
  name: 'settings',
  commands: [group('config', [view, currency, earning, limits, channels, roles, exclude, locale, features])],
  components: [sectionSelect],
  messages,
};
