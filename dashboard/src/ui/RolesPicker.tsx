import { ColorSwatch, Group, MultiSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoles, useServer } from './server.ts';

interface RolesPickerProps {
  label: string;
  description?: ReactNode;
  value: string[];
  onChange: (ids: string[]) => void;
  error?: ReactNode;
  disabled?: boolean;
}

/** Several roles by name and colour. */
export function RolesPicker({ value, disabled = false, ...rest }: RolesPickerProps): ReactNode {
  const { t } = useTranslation('shell');
  const server = useServer();
  const { data } = useRoles();
  // Everybody has the role that is named like the server's id: it sets nobody apart.
  const roles = (data?.data ?? []).filter(({ id }) => id !== server);
  const gone = data ? value.filter((id) => !roles.some((role) => role.id === id)) : [];
  const color = (id: string): string => `#${(roles.find((role) => role.id === id)?.color || 0x99aab5).toString(16).padStart(6, '0')}`;
  return (
    <MultiSelect
      searchable hidePickedOptions value={data ? value : []} nothingFoundMessage={t('nothingFound')} {...rest} disabled={disabled || !data}
      data={[...roles.map(({ id, name }) => ({ value: id, label: name })), ...gone.map((id) => ({ value: id, label: t('unknownRole', { id }) }))]}
      renderOption={({ option }) => <Group gap="xs"><ColorSwatch size={12} color={color(option.value)} /><Text size="sm">{option.label}</Text></Group>}
    />
  );
}
