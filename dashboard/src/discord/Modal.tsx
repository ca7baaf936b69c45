import { Button, Group, Modal as Dialog, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Markdown } from './markdown/Markdown.tsx';
import { fieldProblem, initialValue, modalFields, modalParts } from './modal-fields.ts';
import type { FieldValue } from './modal-fields.ts';
import { ModalInput } from './ModalInput.tsx';
import type { RawModal } from './raw.ts';

interface ModalProps {
  modal: RawModal;
  appName: string;
  sending: boolean;
  /** What the app or Discord objected to. */
  problems: string[];
  onCancel: () => void;
  onSubmit: (fields: Record<string, FieldValue<File>>) => void;
}

/** A modal with its fields; it goes out only when every field is as Discord wants it. */
export function Modal({ modal, appName, sending, problems, onCancel, onSubmit }: ModalProps): ReactNode {
  const { t } = useTranslation('discord');
  const fields = modalFields(modal.components);
  const [values, setValues] = useState<Record<string, FieldValue<File>>>(() => Object.fromEntries(fields.map((field) => [field.id, initialValue(field) as FieldValue<File>])));
  const [tried, setTried] = useState(false);
  const errorOf = (id: string): string | null => {
    const field = fields.find((each) => each.id === id);
    const problem = field === undefined ? null : fieldProblem(field, values[id] ?? '');
    return problem === null ? null : t(problem.key, { count: problem.count });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    const wrong = fields.find(({ id }) => errorOf(id) !== null);
    if (wrong === undefined) onSubmit(values);
    else event.currentTarget.querySelector<HTMLElement>(`[data-field="${CSS.escape(wrong.id)}"] :is(input:not([type=file]), textarea, button)`)?.focus();
  };
  return (
    <Dialog.Root opened onClose={onCancel} centered>
      <Dialog.Overlay />
      <Dialog.Content aria-label={modal.title}>
        <Dialog.Body pt="md">
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              {/* Not Mantine's header: outside the page's main part that would be a second banner. */}
              <Group justify="space-between" wrap="nowrap"><Title order={2} size="h4">{modal.title}</Title><Dialog.CloseButton aria-label={t('cancel')} /></Group>
              <Text size="sm" c="dimmed">{appName}</Text>
              {modalParts(modal.components).map((part, index) => ('text' in part
                ? <div key={index} className="dc-text"><Markdown text={part.text} /></div>
                : (
                  <div key={part.id} data-field={part.id}>
                    <ModalInput
                      field={part} value={values[part.id] ?? ''} error={tried ? errorOf(part.id) : null}
                      onChange={(value) => setValues((before) => ({ ...before, [part.id]: value }))}
                    />
                  </div>
                )))}
              {problems.length === 0 ? null : <Text role="alert" c="var(--mantine-color-error)" size="sm">{problems.join('\n')}</Text>}
              <Group justify="flex-end">
                <Button variant="default" onClick={onCancel}>{t('cancel')}</Button>
                <Button type="submit" loading={sending}>{t('submit')}</Button>
              </Group>
            </Stack>
          </form>
        </Dialog.Body>
      </Dialog.Content>
    </Dialog.Root>
  );
}
