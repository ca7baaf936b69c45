import { NumberInput, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOrNull, typedOf, type Typed } from '../../ui/numbers.ts';
import type { Config, ConfigChange } from './config.ts';
import { required } from './required.ts';
import { SectionForm } from './SectionForm.tsx';

interface Values extends Record<string, unknown> {
  limits: { pay: Typed; bet: Typed; dailyCap: Typed; accountAge: Typed; changesPerMinute: Typed };
}

const valuesOf = ({ limits }: Config): Values => ({ limits: { ...limits, pay: typedOf(limits.pay), bet: typedOf(limits.bet), dailyCap: typedOf(limits.dailyCap) } });

const bodyOf = ({ limits }: Partial<Values>): ConfigChange => (limits ? {
  limits: {
    pay: numberOrNull(limits.pay), bet: numberOrNull(limits.bet), dailyCap: numberOrNull(limits.dailyCap),
    accountAge: Number(limits.accountAge), changesPerMinute: Number(limits.changesPerMinute),
  },
} : {});

/** What members may move and earn at most. */
export function Limits(): ReactNode {
  const { t } = useTranslation('settings');
  const whole = { allowDecimal: false, min: 1, placeholder: t('noLimit') };
  return (
    <SectionForm
      section="limits" title={t('parts.limits')} valuesOf={valuesOf} bodyOf={bodyOf}
      validate={({ limits }) => required({ 'limits.accountAge': limits.accountAge, 'limits.changesPerMinute': limits.changesPerMinute })}
    >
      {(form) => (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t('pay')} description={t('payHint')} {...whole} {...form.getInputProps('limits.pay')} />
          <NumberInput label={t('bet')} description={t('betHint')} {...whole} {...form.getInputProps('limits.bet')} />
          <NumberInput label={t('dailyCap')} description={t('dailyCapHint')} {...whole} {...form.getInputProps('limits.dailyCap')} />
          <NumberInput label={t('accountAge')} description={t('accountAgeHint')} required allowDecimal={false} min={0} max={365} {...form.getInputProps('limits.accountAge')} />
          <NumberInput label={t('changesPerMinute')} description={t('changesPerMinuteHint')} required allowDecimal={false} min={1} max={1_000_000} {...form.getInputProps('limits.changesPerMinute')} />
        </SimpleGrid>
      )}
    </SectionForm>
  );
}
