/** What a field for numbers holds: a number, or a text while it is empty or half typed. */
export type Typed = number | string;

export const typedOf = (value: number | null): Typed => value ?? '';

/** null where the field is empty: no limit, no rule. */
export const numberOrNull = (typed: Typed): number | null => (typed === '' ? null : Number(typed));
