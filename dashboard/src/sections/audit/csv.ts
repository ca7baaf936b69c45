import type { Deed } from './audit.ts';

/** One cell. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: string): string {
  const safe = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const text = (value: unknown): string => (value === null ? '' : JSON.stringify(value));

/** Deeds as CSV, with the moments in the reader's own zone. */
export function csvOf(deeds: Deed[]): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Swedish writes a moment as spreadsheets read it: 2026-01-31 14:05:09.
  const time = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  const head = [`at (${zone})`, 'actor', 'action', 'target', 'before', 'after', 'reason', 'source'];
  const rows = deeds.map(({ at, actor, action, target, before, after, reason, source }) => [time.format(new Date(at)), actor, action, target, text(before), text(after), reason, source]);
  return [head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}
