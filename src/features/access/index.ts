import type { Feature } from '../../define/feature.ts';
import { forgetSessions } from './forget.ts';
import { messages } from './messages.ts';
import { discordCallbackRoute, discordRoute } from './routes/discord.ts';
import { loginRoute } from './routes/login.ts';
import { meRoute } from './routes/me.ts';
import { logoutRoute, refreshRoute } from './routes/refresh.ts';
import { endSessionRoute, sessionsRoute } from './routes/sessions.ts';

export { authenticate } from './authenticate.ts';
export { guildsOf, rightsIn, type Rights } from './principal.ts';

/** Sign-in, sessions and what somebody may do. */
export const access: Feature = {
  name: 'access', messages, jobs: [forgetSessions],
  routes: [loginRoute, refreshRoute, logoutRoute, meRoute, sessionsRoute, endSessionRoute, discordRoute, discordCallbackRoute],
};
