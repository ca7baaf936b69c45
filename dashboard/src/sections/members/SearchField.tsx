import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Milliseconds after the last key until the list follows. */
const TYPING_MS = 300;
const TYPED_MAX = 80;

/** Looks for a name or an id; the address follows what is typed. */
export function SearchField({ value, change }: { value: string; change: (q: string) => void }): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(change, TYPING_MS);
  // Back and a cleared filter change the address from outside.
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value]);
  const set = (next: string): void => {
    setTyped(next);
    later(next.trim());
  };
  return (
    <TextInput
      type="search" label={t('shell:search')} placeholder={t('searchText')} maxLength={TYPED_MAX} w={{ base: '100%', xs: 260 }} value={typed} onChange={({ currentTarget }) => set(currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />} rightSection={typed === '' ? null : <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => set('')} />}
    />
  );
}
