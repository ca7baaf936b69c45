import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from '../../ui/numbers.ts';

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;
const ORDER: Unit[] = ['days', 'hours', 'minutes', 'seconds'];

/** The largest unit in which it is a whole number. */
const unitOf = (seconds: Typed): Unit => ORDER.find((unit) => Number(seconds) % UNITS[unit] === 0) ?? 'seconds';

interface DurationFieldProps {
  label: string;
  /** Seconds; an empty text while the field is empty. */
  value: Typed;
  onChange: (seconds: Typed) => void;
  error?: ReactNode;
}

/** A time span as a number and its unit. */
export function DurationField({ label, value, onChange, error }: DurationFieldProps): ReactNode {
  const { t } = useTranslation('settings');
  const [chosen, setUnit] = useState<Unit | null>(null);
  const unit = chosen !== null && Number(value) % UNITS[chosen] === 0 ? chosen : unitOf(value === '' ? 3_600 : value);
  const count = value === '' ? '' : Number(value) / UNITS[unit];
  return (
    <Group align="flex-start" wrap="nowrap" gap="xs">
      <NumberInput
        flex={1} label={label} required allowDecimal={false} min={1} error={error} value={count}
        onChange={(next) => { setUnit(unit); onChange(next === '' ? '' : Number(next) * UNITS[unit]); }}
      />
      <NativeSelect
        label={t('unit')} aria-label={t('unitOf', { field: label })} value={unit} data={ORDER.map((name) => ({ value: name, label: t(`units.${name}`) })).toReversed()}
        onChange={({ currentTarget }) => {
          const next = ORDER.find((name) => name === currentTarget.value) ?? unit;
          setUnit(next);
          onChange(count === '' ? '' : count * UNITS[next]);
        }}
      />
    </Group>
  );
}
