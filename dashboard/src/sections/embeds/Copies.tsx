import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelName } from '../../ui/ChannelName.tsx';
import { useRetryCard } from '../../ui/retry-card.ts';
import { useMay } from '../../ui/rights.ts';
import { useServer } from '../../ui/server.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import type { TemplateWithCopies } from './embeds.ts';
import { PostCopy } from './PostCopy.tsx';

/** Where a template was posted, and how each copy stands in Discord. */
export function Copies({ template, dirty }: { template: TemplateWithCopies; dirty: boolean }): ReactNode {
  const { t } = useTranslation(['embeds', 'records']);
  const server = useServer();
  const again = useRetryCard('embeds');
  const may = useMay();
  const [posting, setPosting] = useState(false);
  const { id, name, posted } = template;
  return (
    <section aria-label={t('copies')}>
      <Group justify="space-between" mb={6}>
        <Title order={3} size="h6">{t('copies')}</Title>
        <Button size="compact-sm" variant="light" leftSection={<IconSend size={14} />} disabled={dirty} onClick={() => setPosting(true)}>{t('postCopy')}</Button>
      </Group>
      {dirty ? <Text size="xs" c="dimmed" mb={6}>{t('saveFirst')}</Text> : null}
      {posted.length === 0 ? <Text size="sm" c="dimmed">{t('noCopies')}</Text> : null}
      <Stack gap="xs">
        {posted.map(({ copy, channel_id: channel, message_id: message, state, error }) => (
          <Paper key={copy} withBorder p="xs">
            <Group justify="space-between" gap="xs">
              <Text size="sm"><ChannelName id={channel} /></Text>
              <Group gap="xs">
                {message === null ? null : <Anchor size="sm" href={`https://discord.com/channels/${server}/${channel}/${message}`} target="_blank" rel="noreferrer">{t('records:openInDiscord')}</Anchor>}
                <SyncBadge sync={{ state, error: error ?? '' }} name={t('copyOf', { copy, name })} busy={again.isPending} {...(may('admin') ? { retry: () => again.mutate({ kind: 'embed', record: `${id}:${copy}` }) } : {})} />
              </Group>
            </Group>
            {error === null ? null : <Text size="xs" c="dimmed" mt={4}>{error}</Text>}
          </Paper>
        ))}
      </Stack>
      {posting ? <PostCopy template={template} close={() => setPosting(false)} /> : null}
    </section>
  );
}
