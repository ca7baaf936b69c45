import { useTranslation } from 'react-i18next';

const UNITS: [unit: 'day' | 'hour' | 'minute', seconds: number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** A time span of so many seconds in its largest unit, in the reader's language. */
export function useAge(): (seconds: number) => string {
  const { i18n } = useTranslation();
  return (seconds) => {
    const [unit, length] = UNITS.find(([, unitLength]) => seconds >= unitLength) ?? ['second', 1] as const;
    return new Intl.NumberFormat(i18n.resolvedLanguage ?? 'en', { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / length));
  };
}
