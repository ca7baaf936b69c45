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
import { server } from './commands/server.ts';
import { shop } from './commands/shop.ts';
import { sync } from './commands/sync.ts';
import { tasks } from './commands/tasks.ts';
import { view } from './commands/view.ts';
import { messages } from './messages.ts';
import { getAudit } from './routes/audit.ts';
import { getChannels } from './routes/channels.ts';
import { getConfig, putConfig } from './routes/config.ts';
import { getRoles } from './routes/roles.ts';
import { getSync, retrySync } from './routes/sync.ts';
import { sectionSelect } from './section-select.ts';
import { refreshSync, retryAll } from './sync/buttons.ts';
import { SYNC_STATEMENTS } from './sync/retry.ts';

/** What a server sets for itself. */
export const settings: Feature = {
  name: 'settings',
  commands: [group('config', [view, currency, earning, limits, shop, tasks, channels, roles, exclude, locale, features, server, sync])],
  components: [sectionSelect, refreshSync, retryAll],
  statements: SYNC_STATEMENTS,
  routes: [getConfig, putConfig, getChannels, getRoles, getAudit, getSync, retrySync],
  messages,
};
