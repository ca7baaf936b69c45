import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMember, useMemberSearch } from './members.ts';

/** Milliseconds after the last key until the server is asked. */
const TYPING_MS = 250;

interface Option {
  value: string;
  label: string;
}

/** Those found for what was typed, and those chosen before; a member is known by name once they were found. */
function useOptions(typed: string, chosen: string[]): Option[] {
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  const { data } = useMemberSearch(settled);
  const found = (data?.data ?? []).map(({ user_id: value, name }) => ({ value, label: name ?? value }));
  const [known, setKnown] = useState<Record<string, string>>({});
  const fresh = found.filter(({ value }) => chosen.includes(value) && known[value] === undefined);
  if (fresh.length > 0) setKnown({ ...known, ...Object.fromEntries(fresh.map(({ value, label }) => [value, label])) });
  const missing = chosen.filter((id) => !found.some(({ value }) => value === id)).map((value) => ({ value, label: known[value] ?? value }));
  return [...found, ...missing];
}

interface MemberPickerProps {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One member, searched by name or id. */
export function MemberPicker({ label, value, onChange }: MemberPickerProps): ReactNode {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const { data: member } = useMember(value);
  const options = useOptions(typed === member?.name ? '' : typed, value === null ? [] : [value]);
  const named = options.map((option) => (option.value === value && member?.name ? { ...option, label: member.name } : option));
  return (
    <Select
      label={label} placeholder={t('all')} searchable clearable data={named} value={value} onChange={onChange} onSearchChange={setTyped}
      filter={({ options: found }) => found} nothingFoundMessage={t('nothingFound')} clearButtonProps={{ 'aria-label': t('clear') }}
    />
  );
}

interface MembersPickerProps {
  label: string;
  description?: string;
  value: string[];
  onChange: (ids: string[]) => void;
  error?: ReactNode;
  disabled?: boolean;
}

/** Several members, searched by name or id. */
export function MembersPicker({ value, ...rest }: MembersPickerProps): ReactNode {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  return (
    <MultiSelect
      searchable data={useOptions(typed, value)} value={value} searchValue={typed} onSearchChange={setTyped} hidePickedOptions
      filter={({ options }) => options} nothingFoundMessage={t('nothingFound')} {...rest}
    />
  );
}
