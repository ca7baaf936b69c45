import { useQuery } from '@tanstack/react-query';
import { answer, api, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

type Route = ApiSchema['/api/:server_id/audit']['$get'];
export type Deed = Route['output']['data'][number];

const PAGE = 25;
const EXPORT_PAGE = 100;
/** Rows that one file holds at most. */
const EXPORT_MAX = 5_000;

export interface AuditFilters {
  actor?: string;
  action?: string;
  target?: string;
  /** Days, as YYYY-MM-DD in the reader's zone; both are included. */
  since?: string;
  until?: string;
}

function dayStart(day: string, after = 0): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + after);
  return date.toISOString();
}

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

function queryOf({ actor, action, target, since, until }: AuditFilters): Omit<Route['input']['query'], 'per_page'> {
  return {
    ...(actor ? { actor } : {}), ...(action ? { action } : {}), ...(target ? { target } : {}),
    ...(isDay(since) ? { since: dayStart(since) } : {}), ...(isDay(until) ? { until: dayStart(until, 1) } : {}),
  };
}

/** A page of what staff did. */
export function useAudit(filters: AuditFilters, cursor: string | undefined) {
  const server = useServer();
  const query = { ...queryOf(filters), per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: [server, 'audit', query], queryFn: () => answer(api[':server_id'].audit.$get({ param: { server_id: server }, query })) });
}

/** All that fits the filters, newest first, EXPORT_MAX rows at the most. */
export async function readAll(server: string, filters: AuditFilters): Promise<{ deeds: Deed[]; cut: boolean }> {
  const deeds: Deed[] = [];
  let cursor: string | null = null;
  do {
    const query: Route['input']['query'] = { ...queryOf(filters), per_page: EXPORT_PAGE, ...(cursor === null ? {} : { cursor }) };
    const page: Route['output'] = await answer(api[':server_id'].audit.$get({ param: { server_id: server }, query }));
    deeds.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null && deeds.length < EXPORT_MAX);
  return { deeds, cut: cursor !== null };
}
