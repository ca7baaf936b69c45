import { Alert, Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import type { Typed } from '../../ui/numbers.ts';
import { useFormats, useServer } from '../../ui/server.ts';
import { useArchive } from './transactions.ts';

/** As the API takes them; days that it keeps unless told otherwise. */
const DAYS = { min: 30, max: 3_650, usual: 90 };

/** Carries old transactions to files. It says first what would go, and asks for a word: archived ones are no longer listed. */
export function ArchiveDialog({ close }: { close: () => void }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const server = useServer();
  const client = useQueryClient();
  const { number, time } = useFormats();
  const [typed, setTyped] = useState<Typed>(DAYS.usual);
  const [word, setWord] = useState('');
  const looking = useArchive();
  const carrying = useArchive();
  const days = Number(typed);
  const valid = typed !== '' && days >= DAYS.min && days <= DAYS.max;
  const found = looking.data;
  const gone = carrying.data;
  const wanted = t('archiveWord');
  const look = (): void => looking.mutate({ days, archive: false });
  const carry = (): void => carrying.mutate({ days, archive: true }, {
    onSuccess: ({ entries, more }) => {
      void client.invalidateQueries({ queryKey: [server, 'transactions'] });
      if (more) return;
      showDone(t('archived', { count: entries, shown: number(entries) }));
      close();
    },
  });
  const error = carrying.error ?? looking.error;
  const any = found !== undefined && found.entries > 0;
  return (
    <Modal opened onClose={close} title={t('archiveTitle')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (any ? word === wanted : valid) (any ? carry : look)(); }}>
        <Stack>
          <Text size="sm">{t('archiveText')}</Text>
          {error ? <Alert color="red" role="alert" title={t('shell:failed')}>{error.message}</Alert> : null}
          <NumberInput
            label={t('daysToKeep')} value={typed} onChange={(value) => { setTyped(value); setWord(''); looking.reset(); carrying.reset(); }} min={DAYS.min} max={DAYS.max} allowDecimal={false} allowNegative={false} required
            error={typed !== '' && !valid ? t('daysRange', { min: number(DAYS.min), max: number(DAYS.max) }) : null} data-autofocus
          />
          {found ? (
            <Alert color={any ? 'orange' : 'teal'} role="status">
              {any ? t('wouldArchive', { count: found.entries, shown: number(found.entries), before: time(found.before), first: found.first_entry, last: found.last_entry }) : t('nothingToArchive', { before: time(found.before) })}
              {found.days_to_keep > days ? ` ${t('keptLonger', { days: number(found.days_to_keep) })}` : ''}
            </Alert>
          ) : null}
          {gone?.more ? <Alert color="orange" role="status">{t('archiveMore', { count: gone.entries, shown: number(gone.entries) })}</Alert> : null}
          {any ? <TextInput label={t('shell:typeToConfirm', { word: wanted })} value={word} onChange={({ currentTarget }) => setWord(currentTarget.value)} autoComplete="off" /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('shell:cancel')}</Button>
            {any
              ? <Button type="submit" color="red" loading={carrying.isPending} disabled={word !== wanted}>{t(gone?.more ? 'goOn' : 'archive')}</Button>
              : <Button type="submit" loading={looking.isPending} disabled={!valid}>{t('lookFirst')}</Button>}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
