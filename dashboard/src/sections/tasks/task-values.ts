import { numberOrNull, typedOf, type Typed } from '../../ui/numbers.ts';
import type { NewTask, Task, TaskChange } from './tasks.ts';

/** A task as its form holds it; fields are named as the API names them, so that a refusal finds its field. */
export interface TaskValues extends Record<string, unknown> {
  name: string;
  description: string;
  reward: Typed;
  reward_item: string | null;
  reward_quantity: Typed;
  category: string;
  /** As the browser's field for a moment writes it, in the reader's time; empty is without an end. */
  expires_at: string;
  claim_hours: Typed;
  /** Empty is without a limit. */
  max_claims: Typed;
  per_member: Typed;
  assigned_users: string[];
  required_role: string | null;
  role_id: string | null;
  proof: Task['proof'];
  recurrence: Task['recurrence'];
}

export const NEW_TASK: TaskValues = {
  name: '', description: '', reward: '', reward_item: null, reward_quantity: 1, category: '', expires_at: '', claim_hours: '', max_claims: '', per_member: 1,
  assigned_users: [], required_role: null, role_id: null, proof: 'text', recurrence: 'none',
};

/** A moment as `<input type="datetime-local">` holds it. */
function localMoment(moment: string | null): string {
  if (moment === null) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function valuesOf(task: Task): TaskValues {
  return {
    name: task.name, description: task.description, reward: task.reward, reward_item: task.reward_item === null ? null : String(task.reward_item),
    reward_quantity: task.reward_quantity, category: task.category, expires_at: localMoment(task.expires_at), claim_hours: typedOf(task.claim_hours),
    max_claims: task.max_claims === -1 ? '' : task.max_claims, per_member: task.per_member, assigned_users: task.assigned_users,
    required_role: task.required_role, role_id: task.role_id, proof: task.proof, recurrence: task.recurrence,
  };
}

/** How each field that is not sent as it stands goes to the API. */
const SENT = {
  reward: (typed: Typed) => Number(typed),
  reward_item: (id: string | null) => numberOrNull(id ?? ''),
  reward_quantity: (typed: Typed) => Number(typed),
  expires_at: (moment: string) => (moment === '' ? null : new Date(moment).toISOString()),
  claim_hours: numberOrNull,
  max_claims: (typed: Typed) => numberOrNull(typed) ?? -1,
  per_member: (typed: Typed) => Number(typed),
};

/** What of the form goes to the API. */
export function changeOf(changed: Partial<TaskValues>): TaskChange {
  const sent = (field: string, value: unknown): unknown => (field in SENT ? SENT[field as keyof typeof SENT](value as never) : value); // looked up in the same breath
  return Object.fromEntries(Object.entries(changed).map(([field, value]) => [field, sent(field, value)])) as TaskChange; // entries lose the names of the fields
}

export function newTaskOf(values: TaskValues): NewTask {
  return { ...changeOf(values), name: values.name, reward: Number(values.reward) };
}
