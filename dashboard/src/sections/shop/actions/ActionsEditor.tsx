import { ActionIcon, Button, Fieldset, Group, Menu, Paper, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action, ItemValues } from '../item-values.ts';
import { ActionFields } from './ActionFields.tsx';
import { BLANK } from './blank.ts';

const ACTIONS_MAX = 5;

/** What using a copy does, step by step. */
export function ActionsEditor({ form }: { form: UseFormReturnType<ItemValues> }): ReactNode {
  const { t } = useTranslation('shop');
  const { actions } = form.getValues();
  const set = (next: Action[]): void => form.setFieldValue('actions', next as never); // the form's paths do not reach into a union
  const errorAt = (index: number): string | undefined => Object.entries(form.errors).flatMap(([path, error]) => (path.startsWith(`actions.${index}`) ? [String(error)] : []))[0];
  return (
    <Fieldset legend={t('actions')}>
      <Stack gap="sm">
        {actions.length === 0 ? <Text size="sm" c="dimmed">{t('noActions')}</Text> : null}
        {actions.map((action, index) => (
          <Paper key={index} withBorder p="sm">
            <Group justify="space-between" wrap="nowrap" mb="xs">
              <Text size="sm" fw={600}>{index + 1}. {t(`do.${action.do}`)}</Text>
              <ActionIcon variant="subtle" color="red" aria-label={t('removeAction', { number: index + 1 })} onClick={() => set(actions.toSpliced(index, 1))}><IconTrash size={16} /></ActionIcon>
            </Group>
            <ActionFields action={action} change={(next) => set(actions.toSpliced(index, 1, next))} />
            {errorAt(index) ? <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>{errorAt(index)}</Text> : null}
          </Paper>
        ))}
        {actions.length < ACTIONS_MAX ? (
          <Menu position="bottom-start">
            <Menu.Target><Button variant="default" size="sm" leftSection={<IconPlus size={16} />} style={{ alignSelf: 'flex-start' }}>{t('addAction')}</Button></Menu.Target>
            <Menu.Dropdown>{BLANK.map((blank) => <Menu.Item key={blank.do} onClick={() => set([...actions, { ...blank }])}>{t(`do.${blank.do}`)}</Menu.Item>)}</Menu.Dropdown>
          </Menu>
        ) : null}
      </Stack>
    </Fieldset>
  );
}
