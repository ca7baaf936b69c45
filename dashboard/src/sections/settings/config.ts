import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ApiFailure, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

export type Config = ApiSchema['/api/:server_id/config']['$get']['output'];
export type ConfigChange = ApiSchema['/api/:server_id/config']['$put']['input']['json'];

/** Changes settings on the version that was read. What comes back is shown at once; what was overtaken is read again. */
export function useChangeConfig(quiet = false) {
  const server = useServer();
  const client = useQueryClient();
  const key = [server, 'config'];
  return useMutation({
    meta: { quiet },
    mutationFn: ({ json, etag }: { json: ConfigChange; etag: string }) => versioned(api[':server_id'].config.$put({ param: { server_id: server }, json }, { headers: ifMatch(etag) })),
    onSuccess: (kept) => {
      client.setQueryData(key, kept);
      void client.invalidateQueries({ queryKey: [server, 'audit'] });
    },
    onError: (error) => (error instanceof ApiFailure && error.status === 412 ? client.invalidateQueries({ queryKey: key }) : undefined),
  });
}
