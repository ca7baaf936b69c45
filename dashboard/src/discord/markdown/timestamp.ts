const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];

const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' }, D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' }, F: { dateStyle: 'full', timeStyle: 'short' },
};

/** Milliseconds on either side of 1970 that a Date can hold. */
const DATE_LIMIT_MS = 8.64e15;

/** The text of <t:seconds:style>, in the reader's language and zone; style R counts from `now` (ms). */
export function timestampText(seconds: number, style: string, locale: string, now: number): string {
  if (Math.abs(seconds * 1000) > DATE_LIMIT_MS) return String(seconds);
  if (style !== 'R') return new Intl.DateTimeFormat(locale, FORMATS[style] ?? FORMATS['f']).format(seconds * 1000);
  const distance = seconds - Math.round(now / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / length), unit);
}
