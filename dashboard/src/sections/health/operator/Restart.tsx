import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey, type ApiSchema } from '../../../api.ts';
import { showDone } from '../../../app/notify.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { useServer } from '../../../ui/server.ts';

type Restarted = ApiSchema['/api/restart']['$post']['output'];

/** Starts the object of this server anew, or of all servers, part by part. */
async function restart(server: string | null): Promise<number> {
  if (server !== null) return (await answer(api.restart.$post({ json: { server_id: server } }, { headers: idempotencyKey() }))).restarted;
  let restarted = 0;
  for (let after: string | null = ''; after !== null;) {
    const part: Restarted = await answer(api.restart.$post({ json: after === '' ? {} : { after } }, { headers: idempotencyKey() }));
    restarted += part.restarted;
    after = part.next;
  }
  return restarted;
}

/** Starting anew, for when something hangs. */
export function Restart(): ReactNode {
  const { t } = useTranslation('health');
  const server = useServer();
  const [asked, setAsked] = useState<'one' | 'all' | null>(null);
  const run = useMutation({
    mutationFn: restart,
    onSuccess: (count) => {
      setAsked(null);
      showDone(t('restarted', { count }));
    },
  });
  return (
    <Card withBorder component="section" aria-label={t('restart')}>
      <Stack>
        <Title order={2} size="h4">{t('restart')}</Title>
        <Text size="sm">{t('restartText')}</Text>
        <Group gap="xs">
          <Button variant="default" size="sm" onClick={() => setAsked('one')}>{t('restartOne')}</Button>
          <Button variant="default" size="sm" onClick={() => setAsked('all')}>{t('restartAll')}</Button>
        </Group>
      </Stack>
      {asked === null ? null : (
        <Confirm
          title={t(asked === 'one' ? 'restartOne' : 'restartAll')} text={t('restartAsk')} act={t('restart')} busy={run.isPending}
          confirm={() => run.mutate(asked === 'one' ? server : null)} close={() => setAsked(null)}
        />
      )}
    </Card>
  );
}
