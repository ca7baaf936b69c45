import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from './server.ts';

/** A channel by name; one that is gone says so. */
export function ChannelName({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('shell');
  const { data } = useChannels();
  const found = data?.data.find((channel) => channel.id === id);
  return <Text span inherit c={data && !found ? 'dimmed' : undefined}>{found ? `# ${found.name}` : data ? t('unknownChannel', { id }) : '…'}</Text>;
}
