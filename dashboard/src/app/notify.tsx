import { Button, Group, Text } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import i18next from 'i18next';
import { ApiFailure } from '../api.ts';

/** Milliseconds in which a soft act can be taken back. */
const UNDO_MS = 8_000;

/** The name of the button that takes a message away, in the reader's language. */
const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('shell:close') } });

/** The library comes after the page, so that the page comes sooner. */
const library = () => import('@mantine/notifications');

function show(message: NotificationData): void {
  void library().then(({ notifications }) => notifications.show({ ...closing(), ...message }));
}

/** Says that something went well. */
export function showDone(message: string): void {
  show({ message, color: 'teal' });
}

/** Says why something did not come about, with the reference under which it is logged. */
export function showFailure(error: unknown): void {
  const known = error instanceof ApiFailure;
  show({
    color: 'red', autoClose: 12_000, title: i18next.t('shell:failed'),
    message: known && error.reference !== '' ? `${error.message} (${error.reference})` : error instanceof Error ? error.message : String(error),
  });
}

/** Says what was done and lets it be taken back for a while. */
export function showUndo(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const back = (): void => {
    void library().then(({ notifications }) => notifications.hide(id));
    undo();
  };
  show({
    id, color: 'teal', autoClose: UNDO_MS,
    message: <Group justify="space-between" wrap="nowrap"><Text size="sm">{message}</Text><Button size="compact-sm" variant="light" onClick={back}>{i18next.t('shell:undo')}</Button></Group>,
  });
}
