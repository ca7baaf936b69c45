import { Alert, Button, Checkbox, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/Count.tsx';
import { DESCRIPTION_MAX, RESPONSE_MAX, VARIABLES, type CommandValues } from './command-values.ts';
import type { Command } from './commands.ts';

/** What a command is called, answers and costs. */
export function CommandFields({ form, command }: { form: UseFormReturnType<CommandValues>; command: Command | null }): ReactNode {
  const { t } = useTranslation('commands');
  const { description } = form.getValues();
  return (
    <Stack>
      {command?.sync.state === 'failed' ? <Alert color="red" title={t('refused')}>{command.sync.error}</Alert> : null}
      <TextInput label={t('name')} description={command ? t('nameFixed') : t('nameHint')} required readOnly={command !== null} leftSection="/" maxLength={33} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('description')} description={<>{t('descriptionHint')} <Count text={description} max={DESCRIPTION_MAX} /></>} maxLength={DESCRIPTION_MAX} {...form.getInputProps('description')} />
      <Response form={form} />
      <NumberInput label={t('cost')} description={t('costHint')} allowDecimal={false} allowNegative={false} min={0} max={Number.MAX_SAFE_INTEGER} {...form.getInputProps('cost')} />
      <Checkbox label={t('private')} description={t('privateHint')} {...form.getInputProps('private', { type: 'checkbox' })} />
    </Stack>
  );
}

/** The answer, with the variables that a click puts where the cursor is. */
function Response({ form }: { form: UseFormReturnType<CommandValues> }): ReactNode {
  const { t } = useTranslation('commands');
  const field = useRef<HTMLTextAreaElement>(null);
  const { response } = form.getValues();
  const insert = (word: string): void => {
    const { selectionStart: start, selectionEnd: end } = field.current ?? { selectionStart: response.length, selectionEnd: response.length };
    form.setFieldValue('response', response.slice(0, start) + word + response.slice(end));
    // The new text is there only after the next drawing.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + word.length, start + word.length);
    });
  };
  return (
    <div>
      <Textarea ref={field} label={t('response')} required autosize minRows={4} maxRows={14} maxLength={RESPONSE_MAX} description={<Count text={response} max={RESPONSE_MAX} />} {...form.getInputProps('response')} />
      <Stack component="ul" gap={4} mt="xs" p={0} aria-label={t('variables')} style={{ listStyle: 'none' }}>
        {VARIABLES.map((name) => (
          <Group component="li" key={name} gap="xs" wrap="nowrap">
            <Button size="compact-xs" variant="default" ff="monospace" w={88} onClick={() => insert(`{${name}}`)} aria-label={t('insert', { variable: `{${name}}` })}>{`{${name}}`}</Button>
            <Text size="xs" c="dimmed">{t(`variable.${name}`)}</Text>
          </Group>
        ))}
      </Stack>
    </div>
  );
}
