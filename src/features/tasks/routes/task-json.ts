import * as z from 'zod';
import type { CardState } from '../../../discord/card-state.ts';
import { HOUR_MS } from '../../../kernel/clock.ts';
import { PROOFS, RECURRENCES } from '../input.ts';
import type { TaskRow } from '../rows.ts';

/** How the API names the states of a task: an open one is `active`, as in the older bot. */
export const STATUSES = ['active', 'closed', 'expired'] as const;

export const taskBody = z.object({
  id: z.int(), name: z.string(), description: z.string(), reward: z.int(), reward_item: z.int().nullable(), reward_quantity: z.int(), category: z.string(),
  status: z.enum(STATUSES),
  /** -1 is without a limit. */
  max_claims: z.int(),
  /** Slots of this round that are taken. */
  current_claims: z.int(),
  completed: z.int(), per_member: z.int(), assigned_users: z.array(z.string()), required_role: z.string().nullable(), role_id: z.string().nullable(),
  proof: z.enum(PROOFS), duration_hours: z.int().nullable(), claim_hours: z.int().nullable(), expires_at: z.string().nullable(),
  recurrence: z.enum(RECURRENCES), round: z.int(), round_ends: z.string().nullable(),
  channel_id: z.string().nullable(), message_id: z.string().nullable(),
  /** How the card in Discord stands; null where there is none, and in the answer to a change, which Discord hears of after it. */
  sync: z.object({ state: z.string(), error: z.string() }).nullable(),
  created_by: z.string(), created_at: z.string(), updated_at: z.string(), version: z.int(),
});
export type TaskBody = z.infer<typeof taskBody>;

export const momentOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A task as the API shows it. */
export function showTask(row: TaskRow, card?: CardState): TaskBody {
  return {
    id: row.taskId, name: row.name, description: row.description, reward: row.reward, reward_item: row.rewardItem, reward_quantity: row.rewardQuantity,
    category: row.category, status: row.status === 'closed' || row.status === 'expired' ? row.status : 'active',
    max_claims: row.maxClaims ?? -1, current_claims: row.taken, completed: row.completed, per_member: row.perMember, assigned_users: row.assigned,
    required_role: row.requiredRole, role_id: row.grantedRole, proof: row.proof,
    duration_hours: row.expiresAt === null ? null : Math.max(0, Math.round((row.expiresAt - row.createdAt) / HOUR_MS)), claim_hours: row.claimHours,
    expires_at: momentOrNull(row.expiresAt), recurrence: row.recurrence, round: row.round, round_ends: momentOrNull(row.roundEnds),
    channel_id: card?.channel ?? null, message_id: card?.message ?? null, sync: card ? { state: card.state, error: card.error } : null,
    created_by: row.createdBy, created_at: new Date(row.createdAt).toISOString(), updated_at: new Date(row.updatedAt).toISOString(), version: row.version,
  };
}
