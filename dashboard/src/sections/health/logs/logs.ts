import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, type ApiSchema } from '../../../api.ts';

type Route = ApiSchema['/api/logs']['$get'];
export type LogLine = Route['output']['data'][number];
export type Level = LogLine['level'];

export const LEVELS: Level[] = ['info', 'warn', 'error'];
const PAGE = 50;
const HOUR_MS = 3_600_000;
/** Hours back that can be chosen. */
export const SPANS = ['1', '24', '168'] as const;

export interface LogFilters {
  level?: string;
  event?: string;
  reference?: string;
  q?: string;
  server_id?: string;
  span?: string;
  cursor?: string;
}

const given = (name: string, value: string | undefined): Record<string, string> => (value ? { [name]: value } : {});

function queryOf({ level, event, reference, q, server_id: server, span, cursor }: LogFilters, now: number): Route['input']['query'] {
  const known = LEVELS.find((name) => name === level);
  const hours = SPANS.find((name) => name === span);
  return {
    per_page: PAGE, ...(known ? { level: known } : {}), ...given('event', event), ...given('reference', reference), ...given('q', q), ...given('server_id', server), ...given('cursor', cursor),
    ...(hours ? { since: new Date(now - Number(hours) * HOUR_MS).toISOString() } : {}),
  };
}

/** A page of the log, newest first. */
export function useLogs(filters: LogFilters) {
  return useQuery({ queryKey: ['logs', filters], queryFn: () => answer(api.logs.$get({ query: queryOf(filters, Date.now()) })) });
}

/** Deletes lines until none is left that fits; a call deletes some thousands. */
export function useClearLogs() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ level, before }: { level: Level | null; before: string }) => {
      let deleted = 0;
      for (let more = true; more;) {
        const done = await answer(api.logs.$delete({ query: { before, ...(level === null ? {} : { level }) } }, { headers: idempotencyKey() }));
        deleted += done.deleted;
        more = done.more;
      }
      return deleted;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['logs'] }),
  });
}
