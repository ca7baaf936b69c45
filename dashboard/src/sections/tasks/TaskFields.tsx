import { Fieldset, Group, NativeSelect, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MembersPicker } from '../../ui/MemberPickers.tsx';
import { RolePicker } from '../../ui/Pickers.tsx';
import { useFormats } from '../../ui/server.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { RewardFields } from './RewardFields.tsx';
import type { TaskValues } from './task-values.ts';
import { useAnnounce, type Task } from './tasks.ts';

const PROOFS = ['none', 'text', 'link', 'file'] as const;
const RECURRENCES = ['none', 'daily', 'weekly'] as const;

interface TaskFieldsProps {
  form: UseFormReturnType<TaskValues>;
  task: Task | null;
  disabled: boolean;
}

/** All that a task is made of. */
export function TaskFields({ form, task, disabled }: TaskFieldsProps): ReactNode {
  const { t } = useTranslation('tasks');
  const { assigned_users: assigned, required_role: role } = form.getValues();
  return (
    <fieldset disabled={disabled} aria-label={t('task')} style={{ border: 'none', padding: 0, margin: 0, minInlineSize: 0 }}><Stack>
      {task ? <Standing task={task} /> : null}
      <TextInput label={t('name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
      <Textarea label={t('description')} autosize minRows={3} maxRows={10} maxLength={1_500} {...form.getInputProps('description')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('category')} maxLength={30} {...form.getInputProps('category')} />
        <NativeSelect label={t('proof')} data={PROOFS.map((value) => ({ value, label: t(`proofs.${value}`) }))} {...form.getInputProps('proof')} />
      </SimpleGrid>
      <RewardFields form={form} disabled={disabled} />
      <Fieldset legend={t('time')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput type="datetime-local" label={t('expires')} description={t('expiresHint')} {...form.getInputProps('expires_at')} />
          <NumberInput label={t('claimHours')} description={t('claimHoursHint')} allowDecimal={false} min={1} max={8_760} {...form.getInputProps('claim_hours')} />
          <NativeSelect label={t('recurrence')} data={RECURRENCES.map((value) => ({ value, label: t(`recurrences.${value}`) }))} {...form.getInputProps('recurrence')} />
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('who')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mb="sm">
          <NumberInput label={t('maxClaims')} placeholder={t('unlimited')} allowDecimal={false} min={1} max={1_000_000} {...form.getInputProps('max_claims')} />
          <NumberInput label={t('perMember')} required allowDecimal={false} min={1} max={50} {...form.getInputProps('per_member')} />
        </SimpleGrid>
        <Stack gap="sm">
          <RolePicker label={t('requiredRole')} clearable disabled={disabled} value={role} onChange={(id) => form.setFieldValue('required_role', id)} error={form.errors['required_role']} />
          <MembersPicker label={t('assigned')} description={t('assignedHint')} disabled={disabled} value={assigned} onChange={(ids) => form.setFieldValue('assigned_users', ids)} error={form.errors['assigned_users']} />
        </Stack>
      </Fieldset>
    </Stack></fieldset>
  );
}

function Standing({ task }: { task: Task }): ReactNode {
  const { t } = useTranslation('tasks');
  const { number, time } = useFormats();
  const announce = useAnnounce();
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">{task.completed > 0 ? `${t('completedTimes', { count: task.completed, shown: number(task.completed) })} · ` : ''}{t('changedAt', { time: time(task.updated_at) })}</Text>
      <SyncBadge sync={task.sync} name={task.name} busy={announce.isPending} {...(task.status === 'active' ? { retry: () => announce.mutate({ task }) } : {})} />
    </Group>
  );
}
