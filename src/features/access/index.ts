import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

export { authenticate } from './authenticate.ts';
export { guildsOf, rightsIn, type Rights } from './principal.ts';

/** Sign-in, sessions and what somebody may do. */
export const access: Feature = { name: 'access', messages, routes: [] };
