/** Columns of an embed's grid of fields. */
export const COLUMNS = 12;

/** Discord sets at most so many inline fields side by side. */
const ABREAST = 3;

/** Columns (of twelve) of each field: inline ones share a row by twos or threes, others have one to themselves. */
export function fieldSpans(fields: { inline?: boolean }[]): number[] {
  const spans: number[] = [];
  for (let at = 0; at < fields.length;) {
    let end = at;
    while (end < fields.length && end - at < ABREAST && fields[end]?.inline) end++;
    const count = Math.max(1, end - at);
    for (let each = 0; each < count; each++) spans.push(fields[at]?.inline ? COLUMNS / count : COLUMNS);
    at += count;
  }
  return spans;
}
