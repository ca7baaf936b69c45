import { Autocomplete, Fieldset, Group, NumberInput, SimpleGrid, Switch, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RolePicker } from '../../ui/Pickers.tsx';
import { useFormats } from '../../ui/server.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { ActionsEditor } from './actions/ActionsEditor.tsx';
import { categoriesOf } from './filters.ts';
import type { ItemValues } from './item-values.ts';
import { useItems, usePost, type Item } from './items.ts';

/** All that an item is made of. */
export function ItemFields({ form, item }: { form: UseFormReturnType<ItemValues>; item: Item | null }): ReactNode {
  const { t } = useTranslation('shop');
  const { data: items } = useItems(false);
  const whole = { allowDecimal: false, min: 1, placeholder: t('none') };
  return (
    <>
      {item ? <Standing item={item} /> : null}
      <Group align="flex-start" wrap="nowrap">
        <TextInput label={t('name')} required maxLength={60} flex={1} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('emoji')} maxLength={64} w={96} {...form.getInputProps('emoji')} />
      </Group>
      <Textarea label={t('description')} autosize minRows={2} maxRows={8} maxLength={1_000} {...form.getInputProps('description')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t('price')} required allowDecimal={false} min={0} {...form.getInputProps('price')} />
        <Autocomplete label={t('category')} maxLength={32} data={categoriesOf(items ?? [])} {...form.getInputProps('category')} />
        {item === null ? <NumberInput label={t('stock')} description={t('stockHint')} {...whole} min={0} placeholder={t('unlimited')} {...form.getInputProps('stock')} /> : null}
      </SimpleGrid>
      <Fieldset legend={t('rules')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t('perMember')} {...whole} {...form.getInputProps('limit_per_member')} />
          <NumberInput label={t('minBalance')} {...whole} {...form.getInputProps('min_balance')} />
          <RolePicker label={t('requiredRole')} clearable value={form.getValues().required_role} onChange={(role) => form.setFieldValue('required_role', role)} error={form.errors['required_role']} />
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('copies')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t('sellRate')} description={t('sellRateHint')} allowDecimal={false} min={0} max={100} suffix=" %" {...form.getInputProps('sell_rate')} />
          <NumberInput label={t('copyDays')} description={t('copyDaysHint')} {...whole} max={3_650} {...form.getInputProps('copy_days')} />
        </SimpleGrid>
        <Switch mt="md" label={t('transferable')} {...form.getInputProps('transferable', { type: 'checkbox' })} />
      </Fieldset>
      <ActionsEditor form={form} />
    </>
  );
}

function Standing({ item }: { item: Item }): ReactNode {
  const { t } = useTranslation('shop');
  const { number, time } = useFormats();
  const post = usePost();
  const { sales_count: sold } = item.metadata;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {[sold === null ? null : t('soldEver', { count: sold, shown: number(sold) }), t('changedAt', { time: time(item.updated_at) })].filter((part) => part !== null).join(' · ')}
      </Text>
      <SyncBadge sync={item.sync} name={item.name} busy={post.isPending} retry={() => post.mutate({ item })} />
    </Group>
  );
}
