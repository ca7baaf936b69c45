import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandIn } from '../use-stand-in.ts';
import { RequestLine } from './RequestLine.tsx';

type Shown = 'all' | 'interaction' | 'rest';

/** Every call between Discord and the bot, newest first, each with what went and what came back. */
export function Requests({ standIn: { entries, forgetLog } }: { standIn: StandIn }): ReactNode {
  const { t } = useTranslation('sandbox');
  const [shown, setShown] = useState<Shown>('all');
  const listed = entries.filter(({ kind }) => shown === 'all' || kind === shown).reverse();
  return (
    <div className="sb-tab">
      <SegmentedControl
        fullWidth size="xs" value={shown} aria-label={t('which')} onChange={(value) => setShown(value as Shown)}
        data={[{ value: 'all', label: t('allCalls') }, { value: 'interaction', label: t('toWorker') }, { value: 'rest', label: t('toDiscord') }]}
      />
      <Group justify="space-between" my="xs"><span className="sb-muted">{t('calls', { count: listed.length })}</span><Button variant="default" size="compact-xs" onClick={forgetLog}>{t('clear')}</Button></Group>
      {listed.length === 0 ? <p className="sb-empty">{t('noCalls')}</p> : <ol className="sb-list">{listed.map((entry) => <li key={entry.n}><RequestLine entry={entry} /></li>)}</ol>}
    </div>
  );
}
