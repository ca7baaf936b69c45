import { Fieldset, NumberInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from '../../ui/numbers.ts';
import type { Config, ConfigChange } from './config.ts';
import { DurationField } from './DurationField.tsx';
import { required } from './required.ts';
import { SectionForm } from './SectionForm.tsx';

interface Pay {
  min: Typed;
  max: Typed;
  cooldown: Typed;
}

interface Values extends Record<string, unknown> {
  earning: { daily: Pay & { reset: 'rolling' | 'midnight' }; work: Pay; streakBonus: Typed; streakBonusMax: Typed };
}

const valuesOf = ({ earning }: Config): Values => ({ earning });

const numbers = ({ min, max, cooldown }: Pay): { min: number; max: number; cooldown: number } => ({ min: Number(min), max: Number(max), cooldown: Number(cooldown) });

const bodyOf = ({ earning }: Partial<Values>): ConfigChange => (earning ? {
  earning: {
    daily: { ...numbers(earning.daily), reset: earning.daily.reset }, work: numbers(earning.work),
    streakBonus: Number(earning.streakBonus), streakBonusMax: Number(earning.streakBonusMax),
  },
} : {});

const emptyOf = ({ earning }: Values): Record<string, unknown> => ({
  ...Object.fromEntries((['daily', 'work'] as const).flatMap((command) => (['min', 'max', 'cooldown'] as const).map((field) => [`earning.${command}.${field}`, earning[command][field]]))),
  'earning.streakBonus': earning.streakBonus, 'earning.streakBonusMax': earning.streakBonusMax,
});

function PayFields({ form, command }: { form: UseFormReturnType<Values>; command: 'daily' | 'work' }): ReactNode {
  const { t } = useTranslation('settings');
  const path = `earning.${command}` as const;
  return (
    <>
      <SimpleGrid cols={2}>
        <NumberInput label={t('least')} required allowDecimal={false} min={0} {...form.getInputProps(`${path}.min`)} />
        <NumberInput label={t('most')} required allowDecimal={false} min={0} {...form.getInputProps(`${path}.max`)} />
      </SimpleGrid>
      <DurationField
        label={t('cooldown')} value={form.getValues().earning[command].cooldown} error={form.errors[`${path}.cooldown`]}
        onChange={(seconds) => form.setFieldValue(`${path}.cooldown`, seconds as never /* the form types a path by template too loosely */)}
      />
    </>
  );
}

/** What /daily and /work pay. */
export function Earning(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm section="earning" title={t('parts.earning')} valuesOf={valuesOf} bodyOf={bodyOf} validate={(values) => required(emptyOf(values))}>
      {(form) => (
        <>
          <Fieldset legend="/daily">
            <Stack>
              <PayFields form={form} command="daily" />
              <div>
                <Text size="sm" fw={500} mb={4} id="daily-reset">{t('reset')}</Text>
                <SegmentedControl aria-labelledby="daily-reset" data={[{ value: 'rolling', label: t('rolling') }, { value: 'midnight', label: t('midnight') }]} {...form.getInputProps('earning.daily.reset')} />
              </div>
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <NumberInput label={t('streakBonus')} description={t('streakBonusHint')} required allowDecimal={false} min={0} {...form.getInputProps('earning.streakBonus')} />
                <NumberInput label={t('streakMax')} description={t('streakMaxHint')} required allowDecimal={false} min={0} {...form.getInputProps('earning.streakBonusMax')} />
              </SimpleGrid>
            </Stack>
          </Fieldset>
          <Fieldset legend="/work"><Stack><PayFields form={form} command="work" /></Stack></Fieldset>
        </>
      )}
    </SectionForm>
  );
}
