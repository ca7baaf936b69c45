import { Alert, Stack, Title } from '@mantine/core';
import type { UseFormInput, UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { useRecordForm } from '../../ui/record-form.ts';
import { SaveBar } from '../../ui/SaveBar.tsx';
import { useConfig } from '../../ui/server.ts';
import { Changed } from './Changed.tsx';
import { useChangeConfig, type Config, type ConfigChange } from './config.ts';

interface SectionFormProps<V extends Record<string, unknown>> {
  /** Name of the part, as `changed` has it. */
  section: string;
  title: string;
  /** Values are nested as the API nests them, so that a refusal finds its field. */
  valuesOf: (config: Config) => V;
  bodyOf: (changed: Partial<V>) => ConfigChange;
  validate?: UseFormInput<V>['validate'];
  children: (form: UseFormReturnType<V>) => ReactNode;
}

/** One part of the settings: saved as a whole, on the version that was read. */
export function SectionForm<V extends Record<string, unknown>>(props: SectionFormProps<V>): ReactNode {
  const { data } = useConfig();
  return data ? <Fields {...props} read={{ values: props.valuesOf(data.body), etag: data.etag }} /> : null;
}

function Fields<V extends Record<string, unknown>>({ section, title, bodyOf, validate, children, read }: SectionFormProps<V> & { read: { values: V; etag: string } }): ReactNode {
  const { t } = useTranslation(['settings', 'records', 'shell']);
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm<V>(read, validate);
  const change = useChangeConfig(true);
  const save = async (): Promise<void> => {
    if (change.isPending || form.validate().hasErrors) return;
    try {
      await change.mutateAsync({ json: bodyOf(changed()), etag });
      showDone(t('shell:saved'));
    } catch (error) {
      refuse(error);
    }
  };
  const stale = change.error instanceof ApiFailure && change.error.status === 412;
  const refused = change.error && !stale && dirty;
  return (
    <form noValidate aria-label={title} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Stack maw={640} pb={80}>
        <div><Title order={2} size="h3">{title}</Title><Changed section={section} /></div>
        {dirty && (stale || overtaken) ? <Alert color="orange" role="alert">{t('records:overtaken')}</Alert> : null}
        {refused ? <Alert color="red" role="alert" title={t('shell:failed')}>{change.error.message}</Alert> : null}
        {children(form)}
        <button type="submit" hidden />
      </Stack>
      <SaveBar dirty={dirty} saving={change.isPending} save={() => void save()} reset={() => { form.reset(); change.reset(); }} />
    </form>
  );
}
