import { Alert, ColorSwatch, Group, Select, Text, type SelectProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useRoles } from './server.ts';

type PickerProps = Pick<SelectProps, 'label' | 'description' | 'error' | 'required' | 'clearable' | 'disabled'> & {
  value: string | null;
  onChange: (id: string | null) => void;
};

/** A channel by name; says what the bot may not do there. */
export function ChannelPicker({ value, onChange, ...rest }: PickerProps): ReactNode {
  const { t } = useTranslation('shell');
  const { data } = useChannels();
  const channels = data?.data ?? [];
  const chosen = channels.find(({ id }) => id === value);
  const unknown = value !== null && data !== undefined && !chosen;
  return (
    <div>
      <Select
        searchable nothingFoundMessage={t('nothingFound')} value={value} onChange={onChange} {...rest}
        data={[...channels.map(({ id, name, category }) => ({ value: id, label: `# ${name}${category ? ` · ${category.name}` : ''}` })), ...(unknown ? [{ value, label: t('unknownChannel', { id: value }) }] : [])]}
      />
      {chosen && chosen.missing.length > 0 ? <Alert mt={4} p="xs" color="orange" icon={<IconAlertTriangle size={16} />}>{t('missingPermissions', { list: chosen.missing.join(', ') })}</Alert> : null}
    </div>
  );
}

/** A role by name and colour; says where the bot cannot give it. */
export function RolePicker({ value, onChange, assign = false, ...rest }: PickerProps & { assign?: boolean }): ReactNode {
  const { t } = useTranslation('shell');
  const { data } = useRoles();
  const roles = data?.data ?? [];
  const chosen = roles.find(({ id }) => id === value);
  const color = (id: string): string => `#${(roles.find((role) => role.id === id)?.color || 0x99aab5).toString(16).padStart(6, '0')}`;
  return (
    <div>
      <Select
        searchable nothingFoundMessage={t('nothingFound')} value={value} onChange={onChange} {...rest}
        data={[...roles.map(({ id, name }) => ({ value: id, label: name })), ...(value !== null && data !== undefined && !chosen ? [{ value, label: t('unknownRole', { id: value }) }] : [])]}
        renderOption={({ option }) => <Group gap="xs"><ColorSwatch size={12} color={color(option.value)} /><Text size="sm">{option.label}</Text></Group>}
        leftSection={value ? <ColorSwatch size={12} color={color(value)} /> : undefined}
      />
      {assign && chosen && !chosen.assignable ? <Alert mt={4} p="xs" color="orange" icon={<IconAlertTriangle size={16} />}>{chosen.reason?.message ?? t('notAssignable')}</Alert> : null}
    </div>
  );
}
