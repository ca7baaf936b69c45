import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { AppError } from '../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../kernel/limits.ts';
import type { TaskRow } from './rows.ts';

export const PROOFS = ['none', 'text', 'link', 'file'] as const;
export const RECURRENCES = ['none', 'daily', 'weekly'] as const;

/** Lengths that a card, a list line and a completion can hold. */
export const NAME_MAX = 80;
export const DESCRIPTION_MAX = 1_500;
export const CATEGORY_MAX = 30;
export const CLAIMS_MAX = 1_000_000;
export const PER_MEMBER_MAX = 50;
export const HOURS_MAX = 24 * 365;

/** What staff says of a task; what is left out stays as it is. */
export type TaskChange = Partial<Pick<TaskRow,
  'name' | 'description' | 'reward' | 'rewardItem' | 'rewardQuantity' | 'category' | 'maxClaims' | 'perMember' | 'assigned' | 'requiredRole' |
  'grantedRole' | 'proof' | 'claimHours' | 'expiresAt' | 'recurrence'>>;

/** A task before anything is said of it. */
export function blankTask(ctx: Context): Required<TaskChange> {
  return {
    name: '', description: '', reward: 0, rewardItem: null, rewardQuantity: 1, category: '', maxClaims: null, perMember: 1, assigned: [],
    requiredRole: null, grantedRole: null, proof: ctx.settings.tasks.requireProof ? 'text' : 'none', claimHours: null, expiresAt: null,
    recurrence: 'none',
  };
}

const typed = (field: string | string[] | undefined): string => (typeof field === 'string' ? field.trim() : '');

function bounded(text: string, max: number, min = 0): string {
  if (text.length > max) throw new AppError('invalid', 'errors.text_length', { max });
  if (text.length < min) throw new AppError('invalid', 'errors.text_empty');
  return text;
}

function typedNumber(text: string, max: number, error: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new AppError('invalid', error, { max });
  return value;
}

/** The five fields of the form that makes or edits a task. Throws AppError for what does not fit. */
export function readTaskForm(fields: Record<string, string | string[]>): TaskChange {
  const hours = typed(fields['hours']);
  return {
    name: bounded(typed(fields['name']), NAME_MAX, 1),
    description: bounded(typed(fields['description']), DESCRIPTION_MAX),
    reward: typedNumber(typed(fields['reward']), AMOUNT_MAX, 'tasks.refused.reward'),
    category: bounded(typed(fields['category']), CATEGORY_MAX),
    claimHours: hours === '' || hours === '0' ? null : typedNumber(hours, HOURS_MAX, 'tasks.refused.hours'),
  };
}

/** Options of staff's commands as a change of the task; -1 claims and 0 hours mean no limit. */
export const optionState = {
  proof: z.enum(PROOFS), max: z.coerce.number().int().min(-1).max(CLAIMS_MAX), per: z.coerce.number().int().min(1).max(PER_MEMBER_MAX),
  recurrence: z.enum(RECURRENCES), role: z.string().regex(/^\d{0,20}$/), requires: z.string().regex(/^\d{0,20}$/),
};
