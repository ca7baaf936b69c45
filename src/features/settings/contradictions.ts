import type { Refusal } from '../../kernel/errors.ts';
import { type Settings, settingsSchema } from '../../kernel/settings.ts';

/** Settings that contradict each other, or that the schema does not take: the refusal that says so. */
export function contradiction(draft: Settings): Refusal | undefined {
  const { currency, earning } = draft;
  for (const command of ['daily', 'work'] as const) {
    const { min, max } = earning[command];
    if (min > max) return { code: 'invalid', text: 'settings.min_over_max', params: { command: `/${command}`, min, max } };
  }
  if (earning.streakBonus > earning.streakBonusMax) {
    return { code: 'invalid', text: 'settings.bonus_over_max', params: { bonus: earning.streakBonus, max: earning.streakBonusMax } };
  }
  if (currency.cap !== null && currency.start > currency.cap) {
    return { code: 'invalid', text: 'settings.start_over_cap', params: { start: currency.start, most: currency.cap } };
  }
  const parsed = settingsSchema.safeParse(draft);
  if (parsed.success) return undefined;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'too_big' && issue.origin === 'array') return { code: 'invalid', text: 'settings.list_full', params: { max: Number(issue.maximum) } };
  return { code: 'invalid', text: 'settings.not_allowed', params: { field: issue?.path.join('.') ?? '' } };
}
