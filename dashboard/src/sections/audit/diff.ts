export interface Difference {
  /** The names on the way to the value, joined by dots; empty where there is only the value. */
  path: string;
  before: string | null;
  after: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as it is shown: texts without quotation marks; null where there is none. */
function plain(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((one) => plain(one) ?? '–').join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What differs between two values, each place by itself. What only one of them has is shown whole. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  const [left, right] = [isObject(before), isObject(after)];
  if ((left || right) && (left || before === null || before === undefined) && (right || after === null || after === undefined)) {
    const [from, to] = [left ? before : {}, right ? after : {}] as [Record<string, unknown>, Record<string, unknown>]; // looked up above
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => differences(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return [];
  return [{ path, before: plain(before), after: plain(after) }];
}
