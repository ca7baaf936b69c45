import { Paper, Text, Title } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../discord/discord.css';
import { Message } from '../discord/Message.tsx';
import type { RawMessage } from '../discord/raw.ts';
import { SurroundingsContext, type Surroundings } from '../discord/surroundings.ts';
import { useChannels, useRoles } from './server.ts';

/** Who writes in a preview. */
const COFFER = { id: '0', username: 'Coffer', bot: true };
/** A member who does not exist, for what is addressed to one. */
export const SAMPLE_MEMBER = '1';

/** The server's names around a message that is not sent yet. Pictures of other hosts are not loaded: the page asks none. */
function useServerSurroundings(): Surroundings {
  const { t, i18n } = useTranslation('records');
  const { data: channels } = useChannels();
  const { data: roles } = useRoles();
  const locale = i18n.resolvedLanguage ?? 'en';
  const member = t('preview.member');
  return useMemo(() => ({
    users: new Map([[SAMPLE_MEMBER, { id: SAMPLE_MEMBER, name: member }]]),
    roles: new Map((roles?.data ?? []).map(({ id, name }) => [id, { id, name }])),
    channels: new Map((channels?.data ?? []).map(({ id, name }) => [id, { id, name }])),
    locale, media: () => null,
  }), [channels, roles, locale, member]);
}

interface MessagePreviewProps {
  message: Partial<Pick<RawMessage, 'content' | 'embeds' | 'flags' | 'interaction'>>;
  pinned?: boolean;
  /** What is said about it below. */
  note?: string;
}

/** How a message will look in Discord. */
export function MessagePreview({ message, pinned = false, note }: MessagePreviewProps): ReactNode {
  const { t } = useTranslation('records');
  const around = useServerSurroundings();
  const [now] = useState(() => new Date().toISOString());
  const empty = !message.content?.trim() && (message.embeds ?? []).length === 0;
  return (
    <section aria-label={t('preview.title')}>
      <Title order={3} size="h6" mb={6}>{t('preview.title')}</Title>
      <Paper withBorder py="xs" style={{ background: 'var(--dc-back)', overflowX: 'hidden' }}>
        {empty ? <Text size="sm" c="dimmed" px="md" py="xs">{t('preview.empty')}</Text> : (
          <SurroundingsContext value={around}>
            <Message message={{ id: '0', channel_id: '0', author: COFFER, content: '', timestamp: now, ...message }} pinned={pinned} />
          </SurroundingsContext>
        )}
      </Paper>
      {note === undefined ? null : <Text size="xs" c="dimmed" mt={6}>{note}</Text>}
    </section>
  );
}
