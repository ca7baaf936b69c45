import { ActionIcon, Group, SimpleGrid, Stack, Text, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ApiFailure, idempotencyKey, ifMatch } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { Count } from '../../ui/Count.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FormDrawer } from '../../ui/FormDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MessagePreview } from '../../ui/MessagePreview.tsx';
import { useRecordForm, type Read } from '../../ui/record-form.ts';
import { useServer } from '../../ui/server.ts';
import { useServerClock } from '../../ui/zone.ts';
import { Copies } from './Copies.tsx';
import { EmbedFields } from './EmbedFields.tsx';
import { useEmbed, useEmbedsAgain, type TemplateWithCopies } from './embeds.ts';
import { changeOf, drawnOf, EMBED_LIMITS, NEW_EMBED, newEmbedOf, totalOf, valuesOf, type EmbedValues } from './embed-values.ts';
import { useHistory, type History } from './history.ts';

interface DrawerProps {
  close: () => void;
}

/** The editor of a template that is there. */
export function EditEmbed({ id, close }: DrawerProps & { id: string }): ReactNode {
  const { t } = useTranslation('embeds');
  const clock = useServerClock();
  const { data, error, refetch } = useEmbed(id);
  if (data && clock) return <EmbedForm template={data.body} zone={clock.zone} read={{ values: valuesOf(data.body, clock.zone), etag: data.etag }} close={close} />;
  return (
    <FormDrawer title={t('embed')} dirty={false} saving={false} close={close} error={null} wide>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading rows={8} />}
    </FormDrawer>
  );
}

/** The editor of a new template. */
export function AddEmbed({ close }: DrawerProps): ReactNode {
  const { t } = useTranslation('embeds');
  const clock = useServerClock();
  if (!clock) return <FormDrawer title={t('newEmbed')} dirty={false} saving={false} close={close} error={null} wide><Loading rows={8} /></FormDrawer>;
  return <EmbedForm template={null} zone={clock.zone} read={{ values: NEW_EMBED, etag: '' }} close={close} />;
}

function EmbedForm({ template, zone, read, close }: DrawerProps & { template: TemplateWithCopies | null; zone: string; read: Read<EmbedValues> }): ReactNode {
  const { t } = useTranslation(['embeds', 'records']);
  const server = useServer();
  const again = useEmbedsAgain();
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm(read, {
    name: (name) => (name.trim() === '' ? t('records:required') : null),
    description: (_, values) => (totalOf(values) > EMBED_LIMITS.total ? t('tooLong') : drawnOf(values, zone) === null ? t('nothing') : null),
    author: { name: (name, { author }) => (name.trim() === '' && author.url + author.icon_url !== '' ? t('records:required') : null) },
    footer: { text: (text, { footer }) => (text.trim() === '' && footer.icon_url !== '' ? t('records:required') : null) },
    fields: { name: (name) => (name.trim() === '' ? t('records:required') : null), value: (value) => (value.trim() === '' ? t('records:required') : null) },
  });
  const values = form.getValues();
  const history = useHistory(values, form.setValues, etag);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => (template === null
      ? answer(api[':server_id'].embeds.$post({ param: { server_id: server }, json: newEmbedOf(form.getValues(), zone) }, { headers: idempotencyKey() }))
      : answer(api[':server_id'].embeds[':embed_id'].$put({ param: { server_id: server, embed_id: String(template.id) }, json: changeOf(changed(), zone) }, { headers: ifMatch(etag) }))),
    onError: (error) => {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void again();
    },
    onSuccess: ({ name }) => {
      showDone(t(template === null ? 'made' : 'savedNow', { name }));
      void again();
    },
  });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    if (template !== null && !dirty) return true;
    // The outcome is on the mutation, where the form shows it.
    return save.mutateAsync().then(() => true, () => false);
  };
  const embed = drawnOf(values, zone);
  return (
    <FormDrawer
      wide title={template === null ? t('newEmbed') : t('editEmbed', { name: template.name })} dirty={dirty} saving={save.isPending} save={submit} close={close} error={save.error} overtaken={overtaken}
      {...(template === null ? { saveLabel: t('make') } : {})}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" onKeyDown={history.onKey}>
        <Stack>
          <Steps history={history} total={totalOf(values)} />
          <EmbedFields form={form} zone={zone} />
        </Stack>
        <Stack style={{ alignSelf: 'start', position: 'sticky', top: 0 }}>
          <MessagePreview message={{ embeds: embed === null ? [] : [embed] }} note={t('previewNote')} />
          {template === null ? null : <Copies template={template} dirty={dirty} />}
        </Stack>
      </SimpleGrid>
    </FormDrawer>
  );
}

function Steps({ history: { undo, redo }, total }: { history: History; total: number }): ReactNode {
  const { t } = useTranslation('embeds');
  return (
    <Group justify="space-between">
      <Group gap={4}>
        <Tooltip label={t('undo')}><ActionIcon variant="default" aria-label={t('undo')} disabled={undo === null} onClick={() => undo?.()}><IconArrowBackUp size={18} /></ActionIcon></Tooltip>
        <Tooltip label={t('redo')}><ActionIcon variant="default" aria-label={t('redo')} disabled={redo === null} onClick={() => redo?.()}><IconArrowForwardUp size={18} /></ActionIcon></Tooltip>
      </Group>
      <Text size="xs" c="dimmed">{t('total')} <Count text={total} max={EMBED_LIMITS.total} /></Text>
    </Group>
  );
}
