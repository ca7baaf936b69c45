import { Button, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultKind } from '../../../../scripts/sandbox/fault.ts';
import { standIn as calls } from '../stand-in.ts';
import type { StandIn } from '../use-stand-in.ts';
import { RequestLine } from './RequestLine.tsx';

const KINDS = ['429', '500', 'slow', 'hang', 'lost-answer', 'accept-drop', '403', '404'] as const satisfies FaultKind[];

/** The bot's calls that a fault may strike. */
const TARGETS = {
  all: { method: '*', path: '/**' },
  post: { method: 'POST', path: '/channels/*/messages' },
  edit: { method: 'PATCH', path: '/channels/*/messages/*' },
  direct: { method: 'POST', path: '/users/@me/channels' },
  role: { method: '*', path: '/guilds/*/members/*/roles/*' },
  reply: { method: '*', path: '/webhooks/**' },
} as const;

type Target = keyof typeof TARGETS;

const RETRY_AFTER_S = 3;
const WATCHED = 12;

function isKind(text: string): text is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(text);
}

function isTarget(text: string): text is Target {
  return Object.hasOwn(TARGETS, text);
}

function FaultForm({ onFailed }: { onFailed: (line: string) => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('429');
  const [target, setTarget] = useState<Target>('all');
  const [times, setTimes] = useState(2);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    calls.addFault({ ...TARGETS[target], kind, times, ...(kind === '429' ? { retry_after: RETRY_AFTER_S } : {}) }).catch((error: unknown) => onFailed(String(error)));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Select label={t('faultKind')} value={kind} allowDeselect={false} data={KINDS.map((value) => ({ value, label: t(`fault.${value}`) }))} onChange={(value) => value !== null && isKind(value) && setKind(value)} />
        <Select label={t('faultTarget')} value={target} allowDeselect={false} data={Object.keys(TARGETS).filter(isTarget).map((value) => ({ value, label: t(`target.${value}`) }))} onChange={(value) => value !== null && isTarget(value) && setTarget(value)} />
        <NumberInput label={t('faultTimes')} value={times} min={1} max={100} onChange={(value) => setTimes(Number(value) || 1)} />
        <Button type="submit">{t('faultAdd')}</Button>
      </Stack>
    </form>
  );
}

/** Makes Discord misbehave, and shows how the bot's calls fare. */
export function Trouble({ standIn: { entries, faults } }: { standIn: StandIn }): ReactNode {
  const { t } = useTranslation('sandbox');
  const [failed, setFailed] = useState('');
  const recent = entries.filter(({ kind }) => kind === 'rest').slice(-WATCHED).reverse();
  const clear = (): void => { calls.clearFaults().catch((error: unknown) => setFailed(String(error))); };
  return (
    <Stack className="sb-tab" gap="sm">
      <Text size="sm">{t('troubleText')}</Text>
      <FaultForm onFailed={setFailed} />
      {failed === '' ? null : <Text role="alert" size="sm" c="var(--mantine-color-error)">{failed}</Text>}
      <Title order={2} size="h5">{t('faultsWaiting')}</Title>
      {faults.length === 0 ? <Text size="sm" c="dimmed">{t('noFaults')}</Text> : (
        <>
          <ul className="sb-list">{faults.map((fault, index) => <li key={index} className="sb-fault"><strong>{fault.kind}</strong> {fault.method ?? '*'} {fault.path} · {t('times', { count: fault.times ?? 1 })}</li>)}</ul>
          <Button variant="default" size="xs" onClick={clear}>{t('clearFaults')}</Button>
        </>
      )}
      <Title order={2} size="h5">{t('watch')}</Title>
      {recent.length === 0 ? <Text size="sm" c="dimmed">{t('noCalls')}</Text> : <ol className="sb-list">{recent.map((entry) => <li key={entry.n}><RequestLine entry={entry} /></li>)}</ol>}
    </Stack>
  );
}
