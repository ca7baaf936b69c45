import { useTranslation } from 'react-i18next';
import { useConfig } from './server.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at a moment (ms), to the minute: `2026-10-25T09:00`. */
export function wallClock(at: number, zone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(at).replace(' ', 'T');
}

/** The moment (ms) at which the clocks of a zone show this; in an hour that they jump over, one beside it. */
export function momentOf(wall: string, zone: string): number {
  const utc = Date.parse(`${wall}:00Z`);
  const ahead = (at: number): number => Date.parse(`${wallClock(at, zone)}:00Z`) - at;
  // The first guess may lie on the other side of a change of the clocks, the second does not.
  return utc - ahead(utc - ahead(utc));
}

/** Moments by the server's clocks, for what happens on the server and not at the reader's. null until the zone is known. */
export function useServerClock() {
  const { i18n } = useTranslation();
  const { data: config } = useConfig();
  if (!config) return null;
  const zone = config.body.locale.timezone;
  const time = new Intl.DateTimeFormat(i18n.resolvedLanguage ?? 'en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return {
    zone,
    time: (moment: string | null): string => (moment === null ? '–' : time.format(new Date(moment))),
    /** As `<input type="datetime-local">` holds it. */
    wall: (moment: string | number): string => wallClock(new Date(moment).getTime(), zone),
  };
}
