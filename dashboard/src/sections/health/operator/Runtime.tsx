import { NativeSelect, NumberInput, Skeleton, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiFailure, ifMatch, versioned, type ApiSchema } from '../../../api.ts';
import { showDone } from '../../../app/notify.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import type { Typed } from '../../../ui/numbers.ts';
import { useRecordForm } from '../../../ui/record-form.ts';
import { required } from '../../settings/required.ts';
import { LEVELS, type Level } from '../logs/logs.ts';
import { CardForm } from './CardForm.tsx';

type Change = ApiSchema['/api/settings']['$put']['input']['json'];
interface Values extends Record<string, unknown> {
  log_level: Level;
  log_days: Typed;
  presence: boolean;
}
const KEY = ['settings'];

/** The operator's own settings. */
export function RuntimeForm(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => versioned(api.settings.$get({})) });
  if (error && !data) return <ErrorNotice error={error} retry={() => void refetch()} />;
  return data ? <Fields values={data.body} etag={data.etag} /> : <Skeleton h={320} />;
}

function Fields({ values, etag: readEtag }: { values: Values; etag: string }): ReactNode {
  const { t } = useTranslation(['health', 'shell']);
  const client = useQueryClient();
  const { form, changed, etag, dirty, overtaken, refuse } = useRecordForm<Values>({ values, etag: readEtag }, ({ log_days: days }) => required({ log_days: days }));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ log_days: days, ...plain }: Partial<Values>) => {
      const json: Change = { ...plain, ...(days === undefined ? {} : { log_days: Number(days) }) };
      return versioned(api.settings.$put({ json }, { headers: ifMatch(etag) }));
    },
    onSuccess: (kept) => {
      client.setQueryData(KEY, kept);
      showDone(t('shell:saved'));
    },
    onError: (error) => {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void client.invalidateQueries({ queryKey: KEY });
    },
  });
  const submit = (): void => (save.isPending || form.validate().hasErrors ? undefined : save.mutate(changed()));
  return (
    <CardForm title={t('runtime')} dirty={dirty} overtaken={overtaken} saving={save.isPending} error={save.error} save={submit} reset={() => form.reset()}>
      <NativeSelect label={t('keepFrom')} description={t('keepFromText')} data={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))} {...form.getInputProps('log_level')} />
      <NumberInput label={t('keepDays')} required allowDecimal={false} min={1} max={90} {...form.getInputProps('log_days')} />
      <Switch label={t('presenceOn')} description={t('presenceOnText')} {...form.getInputProps('presence', { type: 'checkbox' })} />
    </CardForm>
  );
}
