import { useTranslation } from 'react-i18next';
import { wallClock } from '../../../src/kernel/wall-clock.ts';
import { useConfig } from './server.ts';

export { momentOf, nextTurn, wallClock, type Repeat } from '../../../src/kernel/wall-clock.ts';

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
