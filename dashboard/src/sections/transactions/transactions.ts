import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, idempotencyKey, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

export type Transaction = ApiSchema['/api/:server_id/transactions/:transaction_id']['$get']['output'];
type Query = ApiSchema['/api/:server_id/transactions']['$get']['input']['query'];
export type Statistics = ApiSchema['/api/:server_id/transactions/statistics']['$get']['output'];
export type Validation = ApiSchema['/api/:server_id/transactions/validate']['$post']['output'];

/** What the address can say of a list, by the names of its parameters; a saved view keeps these. */
export const FILTERS = ['user', 'type', 'asset', 'from', 'to', 'sort'] as const;
export const PERIODS = ['day', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];
const PAGE = 25;

/** The filters of the address, as the API takes them in lists and exports. */
export function queryOf(filters: Record<string, string>): Query {
  const { user, type, asset, from, to, sort } = filters;
  return {
    ...(user ? { user_id: user } : {}), ...(type ? { type } : {}), ...(asset ? { asset } : {}), ...(from ? { start_date: from } : {}), ...(to ? { end_date: to } : {}),
    ...(sort === 'oldest' ? { sort } : {}),
  };
}

export function useTransactions(filters: Record<string, string>) {
  const server = useServer();
  const query = { ...queryOf(filters), per_page: PAGE, ...(filters['cursor'] === undefined ? {} : { cursor: filters['cursor'] }) };
  return useQuery({
    queryKey: [server, 'transactions', 'list', query], placeholderData: (before) => before,
    queryFn: () => answer(api[':server_id'].transactions.$get({ param: { server_id: server }, query })),
  });
}

export function useTransaction(id: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'transactions', 'one', id],
    queryFn: () => answer(api[':server_id'].transactions[':transaction_id'].$get({ param: { server_id: server, transaction_id: id } })),
  });
}

/** Of the server, or of one member. */
export function useStatistics(period: Period, user: string | undefined) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'transactions', 'statistics', period, user ?? null], placeholderData: (before) => before,
    queryFn: () => answer(api[':server_id'].transactions.statistics.$get({ param: { server_id: server }, query: { period, ...(user === undefined ? {} : { user_id: user }) } })),
  });
}

/** Figures of an archive that would be made, or one part of the archive: `more` says whether another call goes on. */
export function useArchive() {
  const server = useServer();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ days, archive }: { days: number; archive: boolean }) => answer(api[':server_id'].transactions.archive.$post({ param: { server_id: server }, json: { days_to_keep: days, archive } }, { headers: idempotencyKey() })),
  });
}
