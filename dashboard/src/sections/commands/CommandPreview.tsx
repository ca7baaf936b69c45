import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FLAG } from '../../discord/raw.ts';
import { useServers } from '../../app/session.ts';
import { MessagePreview, SAMPLE_MEMBER } from '../../ui/MessagePreview.tsx';
import { useFormats, useServer } from '../../ui/server.ts';
import { normalName, previewOf, type CommandValues } from './command-values.ts';

const SAMPLE_BALANCE = 250;

/** What a member sees who runs the command. */
export function CommandPreview({ values, uses }: { values: CommandValues; uses: number }): ReactNode {
  const { t } = useTranslation('commands');
  const server = useServer();
  const { data: servers } = useServers();
  const { money, number } = useFormats();
  const { name, response, private: own } = values;
  const cost = Number(values.cost);
  const sample = {
    name: t('sample.name'), args: t('sample.args'), uses: number(uses + 1), balance: money(SAMPLE_BALANCE),
    server: servers?.data.find(({ id }) => id === server)?.name ?? t('sample.server'),
  };
  const bill = cost > 0 && response.trim() !== '' ? `\n-# ${t('paid', { amount: money(cost) })}` : '';
  const member = { id: SAMPLE_MEMBER, username: t('sample.name') };
  return (
    <Stack style={{ alignSelf: 'start', position: 'sticky', top: 0 }}>
      <MessagePreview
        message={{ content: previewOf(response, sample) + bill, ...(own ? { flags: FLAG.ephemeral } : {}), interaction: { name: normalName(name) || t('sample.command'), user: member } }}
        note={t('previewNote')}
      />
    </Stack>
  );
}
