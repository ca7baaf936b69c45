import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, type ApiSchema } from '../../../api.ts';
import { useServer } from '../../../ui/server.ts';

export type Problem = ApiSchema['/api/:server_id/sync']['$get']['output']['problems'][number];
type Retry = ApiSchema['/api/:server_id/sync/retry']['$post']['input']['json'];

/** What of the server is not in step with Discord. */
export function useSync() {
  const server = useServer();
  return useQuery({ queryKey: [server, 'sync'], queryFn: () => answer(api[':server_id'].sync.$get({ param: { server_id: server } })) });
}

/** The request that tries one problem again. */
export const retryOf = ({ sort, kind, record }: Problem): Retry => (sort === 'card' && kind !== null ? { card: { kind, record } } : { delivery: record });

/** Tries one again, or everything. */
export function useRetry() {
  const server = useServer();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: Retry) => answer(api[':server_id'].sync.retry.$post({ param: { server_id: server }, json }, { headers: idempotencyKey() })),
    onSettled: () => client.invalidateQueries({ queryKey: [server, 'sync'] }),
  });
}
