import { ActionIcon, Button, Checkbox, Fieldset, Group, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/Count.tsx';
import { EMBED_LIMITS, type EmbedValues } from './embed-values.ts';

type Form = UseFormReturnType<EmbedValues>;

/** The fields of an embed, in their order. */
export function FieldList({ form }: { form: Form }): ReactNode {
  const { t } = useTranslation('embeds');
  const { fields } = form.getValues();
  return (
    <Fieldset legend={<>{t('fields')} <Text span size="xs" c="dimmed"><Count text={fields.length} max={EMBED_LIMITS.fields} /></Text></>}>
      <Stack gap="sm">
        {fields.map(({ key }, index) => <Field key={key} form={form} index={index} />)}
        <Button
          variant="light" size="sm" leftSection={<IconPlus size={16} />} disabled={fields.length >= EMBED_LIMITS.fields}
          onClick={() => form.insertListItem('fields', { key: crypto.randomUUID(), name: '', value: '', inline: false })}
        >
          {t('addField')}
        </Button>
      </Stack>
    </Fieldset>
  );
}

function Field({ form, index }: { form: Form; index: number }): ReactNode {
  const { t } = useTranslation('embeds');
  const { fields } = form.getValues();
  const { name = '', value = '' } = fields[index] ?? {};
  const move = (to: number): void => form.reorderListItem('fields', { from: index, to });
  const number = index + 1;
  return (
    <Paper withBorder p="xs" role="group" aria-label={t('field', { number })}>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>{t('field', { number })}</Text>
        <Group gap={4}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('fieldUp', { number })} disabled={index === 0} onClick={() => move(index - 1)}><IconArrowUp size={16} /></ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t('fieldDown', { number })} disabled={index === fields.length - 1} onClick={() => move(index + 1)}><IconArrowDown size={16} /></ActionIcon>
          <ActionIcon variant="subtle" color="red" aria-label={t('fieldAway', { number })} onClick={() => form.removeListItem('fields', index)}><IconTrash size={16} /></ActionIcon>
        </Group>
      </Group>
      <Stack gap="xs">
        <TextInput label={t('fieldName')} required description={<Count text={name} max={EMBED_LIMITS.fieldName} />} {...form.getInputProps(`fields.${index}.name`)} />
        <Textarea label={t('fieldValue')} required autosize minRows={2} maxRows={8} description={<Count text={value} max={EMBED_LIMITS.fieldValue} />} {...form.getInputProps(`fields.${index}.value`)} />
        <Checkbox label={t('inline')} {...form.getInputProps(`fields.${index}.inline`, { type: 'checkbox' })} />
      </Stack>
    </Paper>
  );
}
