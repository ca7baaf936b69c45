import { Fieldset, NumberInput, Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api.ts';
import { RolePicker } from '../../ui/Pickers.tsx';
import { useServer } from '../../ui/server.ts';
import type { TaskValues } from './task-values.ts';

/** What an accepted proof brings: coins, copies of an item, a role. */
export function RewardFields({ form, disabled }: { form: UseFormReturnType<TaskValues>; disabled: boolean }): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const server = useServer();
  const { data: items } = useQuery({
    queryKey: [server, 'shop', 'names'], queryFn: () => answer(api[':server_id'].shop.$get({ param: { server_id: server }, query: { per_page: 100 } })),
  });
  const { reward_item: item, role_id: role } = form.getValues();
  const listed = (items?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const gone = item !== null && items !== undefined && !listed.some(({ value }) => value === item) ? [{ value: item, label: `#${item}` }] : [];
  return (
    <Fieldset legend={t('reward')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t('coins')} required allowDecimal={false} min={0} {...form.getInputProps('reward')} />
        <RolePicker assign label={t('grantedRole')} clearable disabled={disabled} value={role} onChange={(id) => form.setFieldValue('role_id', id)} error={form.errors['role_id']} />
        <Select
          label={t('rewardItem')} placeholder={t('none')} searchable clearable clearButtonProps={{ 'aria-label': t('shell:clear') }} disabled={disabled}
          nothingFoundMessage={t('shell:nothingFound')} data={[...listed, ...gone]} {...form.getInputProps('reward_item')}
        />
        {item === null ? null : <NumberInput label={t('rewardQuantity')} required allowDecimal={false} min={1} max={1_000_000} {...form.getInputProps('reward_quantity')} />}
      </SimpleGrid>
    </Fieldset>
  );
}
