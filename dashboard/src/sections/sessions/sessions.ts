import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type ApiSchema } from '../../api.ts';

export type Session = ApiSchema['/api/auth/sessions']['$get']['output']['data'][number];
const PAGE = 25;

/** A page of sessions: the own ones, all for the operator. */
export function useSessions(ended: boolean, cursor: string | undefined) {
  const query = { per_page: PAGE, ...(ended ? { include_ended: 'true' as const } : {}), ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: ['sessions', query], queryFn: () => answer(api.auth.sessions.$get({ query })) });
}

/** Ends a session; with the own one the page asks to sign in again. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Session) => answer(api.auth.sessions[':session_id'].$delete({ param: { session_id: id } })),
    onSuccess: (_ended, { current }) => {
      if (!current) return;
      client.clear();
      client.setQueryData(['me'], null);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
}
