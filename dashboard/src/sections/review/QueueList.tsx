import { Badge, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconFlag, IconLock, IconPaperclip } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberText } from '../../ui/MemberName.tsx';
import { useFormats } from '../../ui/server.ts';
import { useHolder } from './lease.ts';
import type { Queued } from './queue.ts';
import { StateBadge } from './StateBadge.tsx';

interface QueueListProps {
  proofs: Queued[];
  at: number | null;
  open: (id: number) => void;
}

/** The proofs to choose from; the open one is kept in sight. */
export function QueueList({ proofs, at, open }: QueueListProps): ReactNode {
  const { t } = useTranslation('review');
  return (
    <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('queue')}>
      {proofs.map((proof) => <li key={proof.id}><Entry proof={proof} chosen={proof.id === at} open={() => open(proof.id)} /></li>)}
    </Stack>
  );
}

function Entry({ proof, chosen, open }: { proof: Queued; chosen: boolean; open: () => void }): ReactNode {
  const { t } = useTranslation('review');
  const { time } = useFormats();
  const holder = useHolder()(proof);
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <UnstyledButton ref={line} w="100%" p="xs" onClick={open} aria-current={chosen ? 'true' : undefined} bg={chosen ? 'var(--mantine-color-default-hover)' : undefined} bdrs="md" style={{ borderInlineStart: `3px solid ${chosen ? 'var(--mantine-primary-color-filled)' : 'transparent'}` }}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} truncate>{proof.task_name}</Text>
        <Group gap={6} wrap="nowrap">
          {proof.appealed ? <IconFlag size={14} aria-label={t('appealed')} /> : null}
          {proof.files.length > 0 ? <IconPaperclip size={14} aria-label={t('hasFiles')} /> : null}
          {holder === 'nobody' ? null : <IconLock size={14} aria-label={t(holder === 'me' ? 'mine' : 'taken')} />}
        </Group>
      </Group>
      <Group gap="xs">
        <Text size="xs" c="dimmed"><MemberText id={proof.user_id} /> · {time(proof.submitted_at)}</Text>
        {proof.first_reviewer && proof.state === 'waiting' ? <Badge size="sm" variant="default" tt="none">{t('second')}</Badge> : null}
        {proof.state === 'waiting' ? null : <StateBadge state={proof.state} />}
      </Group>
    </UnstyledButton>
  );
}
