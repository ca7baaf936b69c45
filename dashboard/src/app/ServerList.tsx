import { Anchor, Card, Center, Container, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Initials } from '../ui/Initials.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { useServers } from './session.ts';
import { UserMenu } from './UserMenu.tsx';

/** The servers to choose from. */
export default function ServerList(): ReactNode {
  const { t } = useTranslation('shell');
  const { data, isPending, error, refetch } = useServers();
  if (isPending) return <Loading />;
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  return (
    <Container size="lg" py="xl" component="main">
      <Group justify="space-between" mb="lg"><Title order={1}>{t('servers')}</Title><UserMenu /></Group>
      {data.data.length === 0 ? <EmptyState title={t('noServers')} text={t('noServersText')} /> : null}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {data.data.map(({ id, name, member_count: members }) => (
          <Card key={id} withBorder>
            <Group wrap="nowrap">
              <Initials name={name ?? id} size="md" />
              <Stack gap={0}>
                <Anchor component={Link} to={`/s/${id}/overview`} fw={600}>{name ?? id}</Anchor>
                <Text size="sm" c="dimmed">{members === null ? <Center /> : t('membersCount', { count: members })}</Text>
              </Stack>
            </Group>
          </Card>
        ))}
      </SimpleGrid>
    </Container>
  );
}
