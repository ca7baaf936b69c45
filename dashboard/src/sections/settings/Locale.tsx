import { Select, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/start.ts';
import type { Config, ConfigChange } from './config.ts';
import { SectionForm } from './SectionForm.tsx';

interface Values extends Record<string, unknown> {
  locale: Config['locale'];
}

const valuesOf = ({ locale }: Config): Values => ({ locale });
const bodyOf = (changed: Partial<Values>): ConfigChange => changed;
const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The hour of a time zone; empty where this browser does not know it. */
function hourIn(zone: string, language: string): string {
  try {
    return new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone }).format(new Date());
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** The language of what Coffer posts, and whose midnight counts. */
export function Locale(): ReactNode {
  const { t, i18n } = useTranslation(['settings', 'shell']);
  const known = useMemo(zones, []);
  return (
    <SectionForm section="locale" title={t('parts.locale')} valuesOf={valuesOf} bodyOf={bodyOf}>
      {(form) => {
        const zone = form.getValues().locale.timezone;
        return (
          <>
            <Select
              label={t('language')} description={t('languageHint')} allowDeselect={false} maw={360} data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
              {...form.getInputProps('locale.language')}
            />
            <Select
              label={t('timezone')} description={t('timezoneHint')} searchable allowDeselect={false} limit={60} maw={360} nothingFoundMessage={t('shell:nothingFound')}
              data={known.includes(zone) ? known : [zone, ...known]} {...form.getInputProps('locale.timezone')}
            />
            <Text size="sm" c="dimmed">{t('itIsNow', { hour: hourIn(zone, i18n.resolvedLanguage ?? 'en'), zone })}</Text>
          </>
        );
      }}
    </SectionForm>
  );
}
