import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOrNull, typedOf, type Typed } from '../../ui/numbers.ts';
import type { Config, ConfigChange } from './config.ts';
import { required } from './required.ts';
import { SectionForm } from './SectionForm.tsx';

interface Values extends Record<string, unknown> {
  currency: { name: string; symbol: string; icon: string; start: Typed; cap: Typed };
}

const valuesOf = ({ currency }: Config): Values => ({ currency: { ...currency, cap: typedOf(currency.cap) } });

const bodyOf = ({ currency }: Partial<Values>): ConfigChange =>
  (currency ? { currency: { ...currency, start: Number(currency.start), cap: numberOrNull(currency.cap) } } : {});

/** What the coins are called and how many there are. */
export function Currency(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm
      section="currency" title={t('parts.currency')} valuesOf={valuesOf} bodyOf={bodyOf}
      validate={({ currency }) => required({ 'currency.name': currency.name.trim(), 'currency.symbol': currency.symbol.trim(), 'currency.start': currency.start })}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t('name')} description={t('nameHint')} required maxLength={32} {...form.getInputProps('currency.name')} />
            <TextInput label={t('symbol')} description={t('symbolHint')} required maxLength={64} {...form.getInputProps('currency.symbol')} />
          </SimpleGrid>
          <TextInput label={t('icon')} description={t('iconHint')} placeholder="https://" type="url" maxLength={300} {...form.getInputProps('currency.icon')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput label={t('start')} description={t('startHint')} required allowDecimal={false} min={0} {...form.getInputProps('currency.start')} />
            <NumberInput label={t('cap')} description={t('capHint')} allowDecimal={false} min={1} placeholder={t('noLimit')} {...form.getInputProps('currency.cap')} />
          </SimpleGrid>
        </>
      )}
    </SectionForm>
  );
}
