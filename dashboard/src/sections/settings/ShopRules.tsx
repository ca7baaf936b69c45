import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from '../../ui/numbers.ts';
import type { Config, ConfigChange } from './config.ts';
import { required } from './required.ts';
import { SectionForm } from './SectionForm.tsx';

interface Values extends Record<string, unknown> {
  shop: { refundHours: Typed };
}

const valuesOf = ({ shop }: Config): Values => ({ shop });
const bodyOf = ({ shop }: Partial<Values>): ConfigChange => (shop ? { shop: { refundHours: Number(shop.refundHours) } } : {});

/** Rules of the whole shop. */
export function ShopRules(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm section="shop" title={t('parts.shop')} valuesOf={valuesOf} bodyOf={bodyOf} validate={({ shop }) => required({ 'shop.refundHours': shop.refundHours })}>
      {(form) => <NumberInput label={t('refundHours')} description={t('refundHoursHint')} required allowDecimal={false} min={0} max={2_160} maw={320} {...form.getInputProps('shop.refundHours')} />}
    </SectionForm>
  );
}
