import { useQuery } from '@tanstack/react-query';
import { answer, api, ApiFailure } from '../api.ts';

/** Who is signed in; null for nobody. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    staleTime: Infinity,
    queryFn: async () => {
      try {
        return await answer(api.auth.me.$get({}));
      } catch (error) {
        if (error instanceof ApiFailure && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** The servers that the session may see. */
export function useServers() {
  return useQuery({ queryKey: ['servers'], queryFn: () => answer(api.servers.$get({ query: { per_page: 100 } })) });
}
