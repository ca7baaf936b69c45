import type { Feature } from '../../define/feature.ts';
import { COPY_SAVE } from './catalogue/copies.ts';
import { checkServers } from './check.ts';
import { messages } from './messages.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { getServers } from './routes/servers.ts';

/** The servers that Coffer is on, and what of Discord the pickers need. */
export const servers: Feature = {
  name: 'servers',
  jobs: [checkServers],
  statements: [COPY_SAVE],
  routes: [getServers, ...catalogueRoutes],
  messages,
};
