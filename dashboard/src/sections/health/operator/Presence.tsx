import { NativeSelect, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiFailure, ifMatch, versioned, type ApiSchema } from '../../../api.ts';
import { showDone } from '../../../app/notify.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { useRecordForm } from '../../../ui/record-form.ts';
import { CardForm } from './CardForm.tsx';

type Bot = ApiSchema['/api/bot/status']['$get']['output'];
const STATUSES = ['online', 'idle', 'dnd', 'invisible'] as const;
const TYPES = ['custom', 'playing', 'listening', 'watching', 'competing'] as const;
const KEY = ['bot-status'];

interface Values extends Record<string, unknown> {
  status: Bot['status'];
  type: NonNullable<Bot['activity']>['type'];
  text: string;
}

const valuesOf = ({ status, activity }: Bot): Values => ({ status, type: activity?.type ?? 'custom', text: activity?.text ?? '' });

/** Which status the bot is wished to show. */
export function PresenceForm(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => versioned(api.bot.status.$get({})) });
  if (error && !data) return <ErrorNotice error={error} retry={() => void refetch()} />;
  return data ? <Fields bot={data.body} etag={data.etag} /> : <Skeleton h={320} />;
}

function Fields({ bot, etag: readEtag }: { bot: Bot; etag: string }): ReactNode {
  const { t } = useTranslation(['health', 'shell']);
  const client = useQueryClient();
  const { form, etag, dirty, overtaken } = useRecordForm<Values>({ values: valuesOf(bot), etag: readEtag }, {});
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ status, type, text }: Values) => versioned(api.bot.status.$put(
      { json: { status, activity: text.trim() === '' ? null : { type, text: text.trim() } } }, { headers: ifMatch(etag) },
    )),
    onSuccess: (kept) => {
      client.setQueryData(KEY, kept);
      showDone(t('shell:saved'));
    },
    onError: (error) => (error instanceof ApiFailure && error.status === 412 ? client.invalidateQueries({ queryKey: KEY }) : undefined),
  });
  return (
    <CardForm title={t('presence')} dirty={dirty} overtaken={overtaken} saving={save.isPending} error={save.error} save={() => (dirty && !save.isPending ? save.mutate(form.getValues()) : undefined)} reset={() => form.reset()}>
      <Text size="sm" c="dimmed">{t(bot.connected ? 'connected' : bot.enabled ? 'notYet' : 'presenceOff')}</Text>
      <NativeSelect label={t('botStatus')} data={STATUSES.map((value) => ({ value, label: t(`botStatuses.${value}`) }))} {...form.getInputProps('status')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect label={t('activity')} data={TYPES.map((value) => ({ value, label: t(`activities.${value}`) }))} {...form.getInputProps('type')} />
        <TextInput label={t('activityText')} placeholder={t('noActivity')} maxLength={128} {...form.getInputProps('text')} />
      </SimpleGrid>
    </CardForm>
  );
}
