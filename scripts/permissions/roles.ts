import type { Access, AnyRoute } from '../../src/define/route.ts';

/** Who calls: nobody who is signed in, a member without a level, each level of a server, the account of the settings. */
export const ROLES = ['nobody', 'member', 'reviewer', 'shopkeeper', 'economist', 'moderator', 'admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may call what asks for a level. Written out by hand and not computed by the rule that the Worker uses, so that the
 * test of every cell (test/api/matrix.test.ts) would notice a change of that rule.
 */
const MAY: Record<Access, readonly Role[]> = {
  public: ROLES,
  session: ['member', 'reviewer', 'shopkeeper', 'economist', 'moderator', 'admin', 'operator'],
  staff: ['reviewer', 'shopkeeper', 'economist', 'moderator', 'admin', 'operator'],
  reviewer: ['reviewer', 'moderator', 'admin', 'operator'],
  shopkeeper: ['shopkeeper', 'moderator', 'admin', 'operator'],
  economist: ['economist', 'moderator', 'admin', 'operator'],
  moderator: ['moderator', 'admin', 'operator'],
  admin: ['admin', 'operator'],
  operator: ['operator'],
};

/** Whether somebody may call a route; on a route about a server the role is the one in that very server. */
export const allows = ({ access }: Pick<AnyRoute, 'access'>, role: Role): boolean => MAY[access].includes(role);
