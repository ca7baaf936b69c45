import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import { snowflakeId } from '../../../define/page.ts';
import { readGuild } from '../../../discord/guild-view.ts';
import { HOUR_MS } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { CATEGORY_MAX, CLAIMS_MAX, DESCRIPTION_MAX, HOURS_MAX, NAME_MAX, PER_MEMBER_MAX, PROOFS, RECURRENCES, type TaskChange } from '../input.ts';
import { endAt } from '../time.ts';

/** Members that a task can be kept for. */
const ASSIGNED_MAX = 100;
const QUANTITY_MAX = 1_000_000;
const ROLE_NAME_MAX = 100;

/** What the API takes of a task, by the limits of the commands. null takes a rule away. */
export const taskFields = {
  name: z.string().trim().min(1).max(NAME_MAX),
  description: z.string().trim().max(DESCRIPTION_MAX),
  reward: z.int().min(0).max(AMOUNT_MAX),
  reward_item: z.int().min(1).max(999_999_999).nullable(),
  reward_quantity: z.int().min(1).max(QUANTITY_MAX),
  category: z.string().trim().max(CATEGORY_MAX),
  /** From now to the end of the task; null or -1 is without an end. */
  duration_hours: z.int().min(-1).max(2 * HOURS_MAX).refine((hours) => hours !== 0, { message: 'at least 1, or -1' }).nullable(),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
  /** From the claim to its deadline. */
  claim_hours: z.int().min(1).max(HOURS_MAX).nullable(),
  max_claims: z.int().min(-1).max(CLAIMS_MAX).refine((claims) => claims !== 0, { message: 'at least 1, or -1' }),
  per_member: z.int().min(1).max(PER_MEMBER_MAX),
  assigned_users: z.array(snowflakeId).max(ASSIGNED_MAX).refine((list) => new Set(list).size === list.length, { message: 'expected each member once' }),
  required_role: snowflakeId.nullable(),
  role_id: snowflakeId.nullable(),
  /** The role that an accepted proof gives, by its name. */
  role_name: z.string().trim().min(1).max(ROLE_NAME_MAX).nullable(),
  proof: z.enum(PROOFS),
  recurrence: z.enum(RECURRENCES),
};

type Asked = { [Name in keyof typeof taskFields]?: z.output<(typeof taskFields)[Name]> | undefined };

function expiryOf(ctx: Context, { duration_hours: hours, expires_at: end }: Asked): number | null | undefined {
  if (end !== undefined) return end === null ? null : endAt(Date.parse(end), ctx.now);
  if (hours === undefined) return undefined;
  return hours === null || hours === -1 ? null : endAt(ctx.now + hours * HOUR_MS, ctx.now);
}

/** The id of a role that was named. Discord is asked, because names are nowhere kept. */
async function roleOf(ctx: Context, { role_id: id, role_name: name }: Asked): Promise<string | null | undefined> {
  if (id !== undefined || name === undefined || name === null) return id ?? (name === null ? null : id);
  const { roles } = await readGuild(ctx);
  const found = roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new AppError('not_found', 'errors.role_unknown');
  return found.id;
}

/** What was sent as a change of the task's row; what was left out stays as it is. @throws AppError */
export async function taskChangeOf(ctx: Context, asked: Asked): Promise<TaskChange> {
  const grantedRole = await roleOf(ctx, asked);
  // Everybody has the role whose id is the server's.
  if (grantedRole === ctx.guildId || asked.required_role === ctx.guildId) throw new AppError('invalid', 'errors.role_unknown');
  const { name, description, reward, category, proof, recurrence, max_claims: claims } = asked;
  const named: { [Field in keyof TaskChange]: TaskChange[Field] | undefined } = {
    name, description, reward, category, proof, recurrence, rewardItem: asked.reward_item, rewardQuantity: asked.reward_quantity,
    maxClaims: claims === -1 ? null : claims, perMember: asked.per_member, assigned: asked.assigned_users, requiredRole: asked.required_role, grantedRole,
    claimHours: asked.claim_hours, expiresAt: expiryOf(ctx, asked),
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}
