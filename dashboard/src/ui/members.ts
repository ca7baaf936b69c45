import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api.ts';
import { useServer } from './server.ts';

/** Milliseconds for which a name is taken as it was read. */
const NAME_FRESH_MS = 300_000;

/** One member by id, as the list of members knows them; null for whom Coffer has never met. */
export function useMember(id: string | null) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'names', id], enabled: id !== null && /^\d{17,20}$/.test(id), staleTime: NAME_FRESH_MS,
    queryFn: async () => (await answer(api[':server_id'].users.$get({ param: { server_id: server }, query: { q: id ?? '', per_page: 1, include_inactive: 'true' } }))).data[0] ?? null,
  });
}

/** Members whose name begins with what was typed; those of most coins where nothing was. */
export function useMemberSearch(typed: string) {
  const server = useServer();
  const q = typed.trim();
  return useQuery({
    queryKey: [server, 'users', 'pick', q],
    queryFn: () => answer(api[':server_id'].users.$get({ param: { server_id: server }, query: { ...(q === '' ? {} : { q }), per_page: 20 } })),
  });
}
