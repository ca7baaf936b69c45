import { useQuery } from '@tanstack/react-query';
import { answer, api, type ApiSchema } from '../../api.ts';

export type Status = ApiSchema['/api/status']['$get']['output'];

/** Milliseconds after which the state is asked again while the page is open. */
const AGAIN_MS = 30_000;

/** How all of Coffer is. */
export function useStatus() {
  return useQuery({ queryKey: ['status'], queryFn: () => answer(api.status.$get({})), refetchInterval: AGAIN_MS });
}
