import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { etagOf } from '../../ui/etag.ts';
import { FormDrawer } from '../../ui/FormDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useRecordForm, type Read } from '../../ui/record-form.ts';
import { CommandFields } from './CommandFields.tsx';
import { CommandPreview } from './CommandPreview.tsx';
import { useCommands, useCommandsAgain, useSaveCommand, type Command } from './commands.ts';
import { NEW_COMMAND, normalName, saveOf, valuesOf, type CommandValues } from './command-values.ts';

interface DrawerProps {
  close: () => void;
}

/** The form of a command that is there. */
export function EditCommand({ name, close }: DrawerProps & { name: string }): ReactNode {
  const { t } = useTranslation(['commands', 'shell']);
  const { data, isPending } = useCommands();
  const command = data?.data.find((each) => each.name === name);
  if (command) return <CommandForm command={command} read={{ values: valuesOf(command), etag: etagOf(command.version) }} close={close} />;
  return (
    <FormDrawer title={`/${name}`} dirty={false} saving={false} close={close} error={null} wide>
      {isPending ? <Loading rows={6} /> : <EmptyState title={t('shell:notFound')} text={t('goneText')} />}
    </FormDrawer>
  );
}

/** The form of a new command. */
export function AddCommand({ close }: DrawerProps): ReactNode {
  return <CommandForm command={null} read={{ values: NEW_COMMAND, etag: etagOf(0) }} close={close} />;
}

function CommandForm({ command, read, close }: DrawerProps & { command: Command | null; read: Read<CommandValues> }): ReactNode {
  const { t } = useTranslation(['commands', 'records']);
  const again = useCommandsAgain();
  const { data } = useCommands();
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm(read, {
    name: (name) => {
      const plain = normalName(name);
      if (plain === '') return t('records:required');
      return command === null && data?.data.some((each) => each.name === plain) ? t('nameTaken', { name: plain }) : null;
    },
    response: (response) => (response.trim() === '' ? t('records:required') : null),
  });
  const save = useSaveCommand(true);
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    if (!dirty) return true;
    try {
      const { name } = await save.mutateAsync({ ...saveOf(form.getValues(), changed()), etag });
      showDone(t(command === null ? 'made' : 'savedNow', { name }));
      return true;
    } catch (error) {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void again();
      return false;
    }
  };
  return (
    <FormDrawer
      wide title={command === null ? t('newCommand') : t('editCommand', { name: command.name })} dirty={dirty} saving={save.isPending} save={submit} close={close} error={save.error} overtaken={overtaken}
      {...(command === null ? { saveLabel: t('make') } : {})}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <CommandFields form={form} command={command} />
        <CommandPreview values={form.getValues()} uses={command?.uses ?? 0} />
      </SimpleGrid>
    </FormDrawer>
  );
}
