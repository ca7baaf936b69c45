import { Alert } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ApiFailure, idempotencyKey, ifMatch } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FormDrawer } from '../../ui/FormDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useRecordForm, type Read } from '../../ui/record-form.ts';
import { useConfig, useServer } from '../../ui/server.ts';
import { TaskFields } from './TaskFields.tsx';
import { changeOf, NEW_TASK, newTaskOf, valuesOf, type TaskValues } from './task-values.ts';
import { useTask, useTasksAgain, type Task } from './tasks.ts';

interface DrawerProps {
  close: () => void;
}

/** The form of a task that is there. */
export function EditTask({ id, close }: DrawerProps & { id: string }): ReactNode {
  const { t } = useTranslation('tasks');
  const { data, error, refetch } = useTask(id);
  if (data) return <TaskForm task={data.body} read={{ values: valuesOf(data.body), etag: data.etag }} close={close} />;
  return (
    <FormDrawer title={t('task')} dirty={false} saving={false} close={close} error={null}>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading rows={8} />}
    </FormDrawer>
  );
}

/** The form of a new task. It begins with the kind of proof that the server asks for. */
export function AddTask({ close }: DrawerProps): ReactNode {
  const { t } = useTranslation('tasks');
  const { data: config, isPending } = useConfig();
  if (isPending) return <FormDrawer title={t('newTask')} dirty={false} saving={false} close={close} error={null}><Loading rows={8} /></FormDrawer>;
  const proof = config?.body.tasks.requireProof === false ? 'none' : 'text';
  return <TaskForm task={null} read={{ values: { ...NEW_TASK, proof }, etag: '' }} close={close} />;
}

function TaskForm({ task, read, close }: DrawerProps & { task: Task | null; read: Read<TaskValues> }): ReactNode {
  const { t } = useTranslation(['tasks', 'records']);
  const server = useServer();
  const again = useTasksAgain();
  const over = task !== null && task.status !== 'active';
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm(read, {
    name: (name) => (name.trim() === '' ? t('records:required') : null),
    reward: (reward) => (reward === '' ? t('records:required') : null),
    per_member: (count) => (count === '' ? t('records:required') : null),
    reward_quantity: (count) => (count === '' ? t('records:required') : null),
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => (task === null
      ? answer(api[':server_id'].tasks.$post({ param: { server_id: server }, json: newTaskOf(form.getValues()) }, { headers: idempotencyKey() }))
      : answer(api[':server_id'].tasks[':task_id'].$put({ param: { server_id: server, task_id: String(task.id) }, json: changeOf(changed()) }, { headers: ifMatch(etag) }))),
    onError: (error) => {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void again();
    },
    onSuccess: ({ name }) => {
      showDone(t(task === null ? 'made' : 'savedTask', { name }));
      void again();
    },
  });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    if (!dirty) return true;
    // The outcome is on the mutation, where the form shows it.
    return save.mutateAsync().then(() => true, () => false);
  };
  return (
    <FormDrawer
      title={task === null ? t('newTask') : t(over ? 'seeTask' : 'editTask', { name: task.name })} dirty={dirty && !over} saving={save.isPending} close={close}
      error={save.error} overtaken={overtaken} {...(over ? {} : { save: submit })} {...(task === null ? { saveLabel: t('make') } : {})}
    >
      {over ? <Alert color="gray">{t('over')}</Alert> : null}
      <TaskFields form={form} task={task} disabled={over} />
    </FormDrawer>
  );
}
