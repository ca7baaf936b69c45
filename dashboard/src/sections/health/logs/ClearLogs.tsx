import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../../app/notify.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { useClearLogs, type Level } from './logs.ts';

/** Deletes the log, or its lines of one level, after a typed word. */
export function ClearLogs({ level }: { level: Level | null }): ReactNode {
  const { t } = useTranslation('health');
  const [asked, setAsked] = useState(false);
  const clear = useClearLogs();
  const act = level === null ? t('clearAll') : t('clearLevel', { level: t(`levels.${level}`) });
  const confirm = (): void => clear.mutate({ level, before: new Date().toISOString() }, {
    onSuccess: (deleted) => {
      setAsked(false);
      showDone(t('cleared', { count: deleted }));
    },
  });
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsked(true)}>{act}</Button>
      {asked ? <Confirm title={act} text={t('clearText')} act={act} typed={t('clearWord')} busy={clear.isPending} confirm={confirm} close={() => setAsked(false)} /> : null}
    </>
  );
}
