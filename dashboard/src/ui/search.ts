import { useNavigate, useSearch } from '@tanstack/react-router';

/** The filters in the address, as texts; Back brings the former ones. Empty ones are left out. */
export function useFilters(): [filters: Record<string, string>, change: (filters: Record<string, string | undefined>, how?: { replace: boolean }) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const navigate = useNavigate();
  const change = (filters: Record<string, string | undefined>, how?: { replace: boolean }): void => {
    // The router types search parameters route by route; a filter is a text in all of them.
    void navigate({ to: '.', ...how, search: ((before: Record<string, string | undefined>) => ({ ...before, ...filters })) as never });
  };
  return [search, change];
}
