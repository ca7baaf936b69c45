import { Alert, Checkbox, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/Count.tsx';
import { ChannelPicker, RolePicker } from '../../ui/Pickers.tsx';
import { useServerClock } from '../../ui/zone.ts';
import { contentOf, CONTENT_MAX, isRole, REPEATS, TITLE_MAX, type AnnouncementValues } from './announcement-values.ts';
import type { Announcement } from './announcements.ts';

interface FieldsProps {
  form: UseFormReturnType<AnnouncementValues>;
  announcement: Announcement | null;
}

/** What an announcement says, where, to whom and when. */
export function AnnouncementFields({ form, announcement }: FieldsProps): ReactNode {
  const { t } = useTranslation('announcements');
  const values = form.getValues();
  const posted = announcement?.state === 'posted';
  return (
    <Stack>
      <TextInput label={t('title')} maxLength={TITLE_MAX} description={<Count text={values.title} max={TITLE_MAX} />} data-autofocus {...form.getInputProps('title')} />
      <Textarea label={t('text')} autosize minRows={5} maxRows={16} description={<Count text={contentOf(values, announcement).length} max={CONTENT_MAX} />} {...form.getInputProps('content')} />
      {posted ? <Alert color="gray">{t('postedFixed')}</Alert> : null}
      <ChannelPicker label={t('channel')} required disabled={posted} value={values.channel_id} onChange={(id) => form.setFieldValue('channel_id', id)} error={form.errors['channel_id']} />
      <Mention form={form} />
      <When form={form} announcement={announcement} disabled={posted} />
      <Checkbox label={t('pin')} description={t('pinHint')} {...form.getInputProps('pin', { type: 'checkbox' })} />
    </Stack>
  );
}

function Mention({ form }: Pick<FieldsProps, 'form'>): ReactNode {
  const { t } = useTranslation('announcements');
  const { mention } = form.getValues();
  const kinds = ['none', 'everyone', 'here', 'role'] as const;
  const role = isRole(mention);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NativeSelect
        label={t('mention')} value={role ? 'role' : mention} data={kinds.map((value) => ({ value, label: t(`mentions.${value}`) }))} error={role ? undefined : form.errors['mention']}
        onChange={({ currentTarget }) => form.setFieldValue('mention', currentTarget.value)}
      />
      {role ? <RolePicker label={t('role')} required value={mention === 'role' ? null : mention} onChange={(id) => form.setFieldValue('mention', id ?? 'role')} error={form.errors['mention']} /> : null}
    </SimpleGrid>
  );
}

function When({ form, announcement, disabled }: FieldsProps & { disabled: boolean }): ReactNode {
  const { t } = useTranslation('announcements');
  const clock = useServerClock();
  const { scheduled_at: at } = form.getValues();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput
        type="datetime-local" label={t('when')} disabled={disabled} required={announcement?.state === 'scheduled'} min={clock?.wall(Date.now())}
        description={`${t('whenZone', { zone: clock?.zone ?? '' })}${announcement === null && at === '' ? ` ${t('whenEmpty')}` : ''}`} {...form.getInputProps('scheduled_at')}
      />
      <NativeSelect label={t('repeat')} description={t('repeatHint')} disabled={disabled} data={REPEATS.map((value) => ({ value, label: t(`repeats.${value}`) }))} {...form.getInputProps('repeat')} />
    </SimpleGrid>
  );
}
