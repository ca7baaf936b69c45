import { useQuery } from '@tanstack/react-query';
import { answer, api, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

export type OverviewData = ApiSchema['/api/:server_id/overview']['$get']['output'];
export type Point = OverviewData['series'][number];
export type Figures = OverviewData['current'];

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** The period that the address names; a week where it names none. */
export const periodOf = (text: string | undefined): Period => PERIODS.find((period) => period === text) ?? 'week';

/** The figures of a period; the ones before stay in sight while others come. */
export function useOverview(period: Period) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'overview', period], placeholderData: (before) => before,
    queryFn: () => answer(api[':server_id'].overview.$get({ param: { server_id: server }, query: { period } })),
  });
}

/** The newest transactions, for those who may see them. */
export function useNewest() {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'transactions', 'newest'],
    queryFn: () => answer(api[':server_id'].transactions.$get({ param: { server_id: server }, query: { per_page: 8 } })),
  });
}
