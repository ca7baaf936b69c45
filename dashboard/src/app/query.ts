import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api.ts';
import { showFailure } from './notify.tsx';

/** Signed out elsewhere, or for too long: the page asks to sign in again and keeps its address. */
function signedOut(error: unknown): void {
  if (error instanceof ApiFailure && error.status === 401) void queryClient.invalidateQueries({ queryKey: ['me'] });
}

/** What the pages know of the API. Live events say what is old; see live.ts for the keys. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      signedOut(error);
      // A form shows its own errors beside its fields.
      if (mutation.meta?.['quiet'] !== true) showFailure(error);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && !(error instanceof ApiFailure && error.status < 500) },
  },
});
