import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey } from '../api.ts';
import { useServer } from './server.ts';

/** Posts a message again that Discord refused or somebody deleted. `part` names the queries that show it. */
export function useRetryCard(part: 'announcements' | 'embeds') {
  const server = useServer();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (card: { kind: 'announcement' | 'embed'; record: string }) =>
      answer(api[':server_id'].sync.retry.$post({ param: { server_id: server }, json: { card } }, { headers: idempotencyKey() })),
    onSettled: () => client.invalidateQueries({ queryKey: [server, part] }),
  });
}
