import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { etagOf } from '../../ui/etag.ts';
import { useServer } from '../../ui/server.ts';

type List = ApiSchema['/api/:server_id/tasks']['$get']['output'];
export type Task = List['data'][number];
export type Status = Task['status'];
export type NewTask = ApiSchema['/api/:server_id/tasks']['$post']['input']['json'];
export type TaskChange = ApiSchema['/api/:server_id/tasks/:task_id']['$put']['input']['json'];

export const STATUSES: Status[] = ['active', 'closed', 'expired'];
const COLUMN_PAGE = 20;
const TABLE_PAGE = 25;

interface Asked {
  status: Status | 'all';
  category: string | undefined;
}

/** A column of the board: tasks of one status, newest first, page after page. */
export function useColumn({ status, category }: Asked) {
  const server = useServer();
  return useInfiniteQuery({
    queryKey: [server, 'tasks', 'column', status, category],
    initialPageParam: null as string | null, // the type of all further ones
    queryFn: ({ pageParam }): Promise<List> => answer(api[':server_id'].tasks.$get({
      param: { server_id: server }, query: { status, per_page: COLUMN_PAGE, ...(category === undefined ? {} : { category }), ...(pageParam === null ? {} : { cursor: pageParam }) },
    })),
    getNextPageParam: ({ next_cursor: next }) => next,
  });
}

/** A page of the table. */
export function useTaskPage({ status, category, cursor }: Asked & { cursor: string | undefined }) {
  const server = useServer();
  const query = { status, per_page: TABLE_PAGE, ...(category === undefined ? {} : { category }), ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: [server, 'tasks', 'page', query], queryFn: () => answer(api[':server_id'].tasks.$get({ param: { server_id: server }, query })) });
}

/** One task at its version. */
export function useTask(id: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'tasks', 'one', id],
    queryFn: () => versioned(api[':server_id'].tasks[':task_id'].$get({ param: { server_id: server, task_id: id } })),
  });
}

/** Reads the tasks anew. */
export function useTasksAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return () => client.invalidateQueries({ queryKey: [server, 'tasks'] });
}

/** Posts the card of a task, or posts it anew. */
export function useAnnounce() {
  const { t } = useTranslation('tasks');
  const server = useServer();
  const again = useTasksAgain();
  return useMutation({
    mutationFn: ({ task: { id }, channel }: { task: Task; channel?: string }) => answer(api[':server_id'].tasks[':task_id'].announce.$post(
      { param: { server_id: server, task_id: String(id) }, json: channel === undefined ? {} : { channel_id: channel } }, { headers: idempotencyKey() },
    )),
    onSuccess: () => showDone(t('announced')),
    onSettled: () => void again(),
  });
}

/** Ends a task: its open claims go on or are given back, or it goes with all that belongs to it. */
export function useEnd() {
  const { t } = useTranslation('tasks');
  const server = useServer();
  const again = useTasksAgain();
  const one = api[':server_id'].tasks[':task_id'];
  return useMutation({
    mutationFn: ({ task: { id, version }, how }: { task: Task; how: 'keep' | 'drop' | 'delete' }) => {
      const [param, headers] = [{ server_id: server, task_id: String(id) }, ifMatch(etagOf(version))];
      return how === 'delete' ? answer(one.$delete({ param }, { headers })) : answer(one.close.$post({ param, json: { settle: how } }, { headers }));
    },
    // Here and not with the call: the card that calls may be gone by then.
    onSuccess: (_ended, { task: { name }, how }) => showDone(t(how === 'delete' ? 'deletedNow' : 'closedNow', { name })),
    onSettled: () => void again(),
  });
}
