import { Alert, Anchor, Group, Paper, Spoiler, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFlag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats } from '../../ui/server.ts';
import { Files } from './Files.tsx';
import { useProofTask, type Proof } from './queue.ts';
import { StateBadge } from './StateBadge.tsx';

/** A link opens only where a browser would go, never as a script. */
const isWeb = (link: string): boolean => /^https?:\/\//i.test(link);

/** What a member handed in, and what was asked for. */
export function ProofView({ proof }: { proof: Proof }): ReactNode {
  const { t } = useTranslation('review');
  const { time } = useFormats();
  return (
    <Stack>
      <Stack gap={4}>
        <Group gap="xs"><Title order={2} size="h3">{proof.task_name}</Title><StateBadge state={proof.state} /></Group>
        <Group gap="xs"><MemberName id={proof.user_id} avatar /><Text size="sm" c="dimmed">{t('handedIn', { number: proof.id, time: time(proof.submitted_at) })}</Text></Group>
      </Stack>
      {proof.duplicates.length > 0 ? (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t('duplicate')}>
          {t('duplicateText')} {proof.duplicates.map((id, index) => <span key={id}>{index > 0 ? ', ' : ''}<Anchor component={Link} inherit to="." search={{ state: 'all', at: String(id) } as never /* as in ui/search.ts */}>#{id}</Anchor></span>)}
        </Alert>
      ) : null}
      {proof.appealed ? (
        <Alert color="blue" icon={<IconFlag size={18} />} title={t('appealed')}>
          {proof.appeal_reason}{proof.rejected_by ? <Text size="sm" mt={4}>{t('rejectedBy')} <MemberName id={proof.rejected_by} /></Text> : null}
        </Alert>
      ) : null}
      <Paper withBorder p="md">
        <Stack gap="sm">
          {proof.text ? <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{proof.text}</Text> : null}
          {proof.link ? (
            <Text style={{ overflowWrap: 'anywhere' }}>
              {isWeb(proof.link) ? <Anchor inherit href={proof.link} target="_blank" rel="noopener noreferrer nofollow">{proof.link}</Anchor> : proof.link}
            </Text>
          ) : null}
          <Files files={proof.files} />
          {proof.text || proof.link || proof.files.length > 0 ? null : <Text c="dimmed">{t('nothing')}</Text>}
        </Stack>
      </Paper>
      <Asked task={proof.task_id} />
    </Stack>
  );
}

function Asked({ task: id }: { task: number }): ReactNode {
  const { t } = useTranslation('review');
  const { money } = useFormats();
  const { data } = useProofTask(id);
  if (!data) return null;
  const { description, reward } = data.body;
  return (
    <div>
      <Title order={3} size="h6">{t('asked', { reward: money(reward) })}</Title>
      <Spoiler maxHeight={96} showLabel={t('showAll')} hideLabel={t('showLess')}><Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{description || t('noDescription')}</Text></Spoiler>
    </div>
  );
}
