import { Alert, Button, Group, Kbd, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconMessage, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useQueueKeys } from './keys.ts';
import { useHolder } from './lease.ts';
import { LeaseLine } from './LeaseLine.tsx';
import type { Proof, Verdict } from './queue.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

interface DecisionProps {
  proof: Proof;
  busy: boolean;
  decide: (verdict: Verdict) => void;
}

/** The decision on a proof: by its buttons, or by A, R and C. */
export function Decision({ proof, busy, decide }: DecisionProps): ReactNode {
  const { t } = useTranslation('review');
  const [bonus, setBonus] = useState<number | string>(proof.bonus || '');
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<'reject' | 'changes' | null>(null);
  const held = useHolder()(proof) === 'other';
  const accept = (): void => decide({ verdict: 'accept', note: note.trim(), ...(bonus === '' ? {} : { bonus: Number(bonus) }) });
  const unless = (run: () => void) => () => (held || busy ? undefined : run());
  useQueueKeys({ A: unless(accept), R: unless(() => setAsking('reject')), C: unless(() => setAsking('changes')) });
  return (
    // In sight while one scrolls through a long proof; a phone has no room for that.
    <Paper withBorder p="md" component="section" aria-label={t('decision')} pos={{ base: 'static', md: 'sticky' }} bottom={16} style={{ zIndex: 1 }}>
      <Stack gap="sm">
        <LeaseLine proof={proof} />
        {proof.first_reviewer ? <Alert color="blue" p="xs"><Text size="sm">{t('secondText')} <MemberName id={proof.first_reviewer} /></Text></Alert> : null}
        <Group align="flex-end" gap="sm">
          <NumberInput label={t('bonus')} description={t('bonusHint')} w={150} allowDecimal={false} min={0} value={bonus} onChange={setBonus} />
          <TextInput label={t('acceptNote')} description={t('noteHint')} flex={1} miw={180} maxLength={500} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
        </Group>
        <Group gap="xs">
          <Button color="teal.9" leftSection={<IconCheck size={18} />} rightSection={<Key letter="A" />} disabled={held} loading={busy} onClick={accept}>{t('accept')}</Button>
          <Button variant="default" leftSection={<IconMessage size={18} />} rightSection={<Key letter="C" />} disabled={held || busy} onClick={() => setAsking('changes')}>{t('askChanges')}</Button>
          <Button color="red" variant="outline" leftSection={<IconX size={18} />} rightSection={<Key letter="R" />} disabled={held || busy} onClick={() => setAsking('reject')}>{t('reject')}</Button>
        </Group>
      </Stack>
      {asking ? <ReasonDialog verdict={asking} close={() => setAsking(null)} decide={(reason) => { setAsking(null); decide({ verdict: asking, note: reason }); }} /> : null}
    </Paper>
  );
}

function Key({ letter }: { letter: string }): ReactNode {
  return <Kbd size="xs" visibleFrom="sm" aria-hidden>{letter}</Kbd>;
}
