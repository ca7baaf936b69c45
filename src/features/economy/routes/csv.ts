import type { Transaction } from './leg.ts';

/** The columns of an export, in order. */
const COLUMNS: [name: string, value: (row: Transaction) => string | number | null][] = [
  ['id', ({ id }) => id],
  ['timestamp', ({ timestamp }) => timestamp],
  ['user_id', ({ user_id: user }) => user],
  ['type', ({ type }) => type],
  ['asset', ({ asset }) => asset],
  ['amount', ({ amount }) => amount],
  ['balance_before', ({ balance_before: before }) => before],
  ['balance_after', ({ balance_after: after }) => after],
  ['description', ({ description }) => description],
  ['counterparty', ({ metadata }) => metadata.counterparty],
  ['actor', ({ metadata }) => metadata.actor],
  ['source', ({ metadata }) => metadata.source],
  ['ref', ({ metadata }) => metadata.ref],
  ['reversed_by', ({ metadata }) => metadata.reversed_by],
];

/**
 * One cell. A text that a spreadsheet would take for a formula gets an apostrophe in front, also where blanks come before
 * the sign; a number stays a number, with its minus.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

export const csvHead = (): string => line(COLUMNS.map(([name]) => name));
export const csvRow = (row: Transaction): string => line(COLUMNS.map(([, value]) => value(row)));
/** The last line of an export that was cut: where the next one goes on. */
export const csvTail = (next: string | null): string => (next === null ? '' : line(['next_cursor', next]));
