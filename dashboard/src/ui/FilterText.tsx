import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FilterTextProps {
  label: string;
  value: string;
  maxLength: number;
  change: (value: string) => void;
}

/** A text to filter by. It takes effect when the field is left or entered, not with each letter. */
export function FilterText({ label, value, maxLength, change }: FilterTextProps): ReactNode {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState(value);
  const apply = (): void => (typed.trim() === value ? undefined : change(typed.trim()));
  return (
    <TextInput
      label={label} placeholder={t('all')} maxLength={maxLength} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={apply} onKeyDown={({ key }) => (key === 'Enter' ? apply() : undefined)}
    />
  );
}
