import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

export type Member = ApiSchema['/api/:server_id/users']['$get']['output']['data'][number];
export type Absent = ApiSchema['/api/:server_id/users/inactive']['$get']['output']['data'][number];
export type Profile = ApiSchema['/api/:server_id/users/:user_id']['$get']['output'];
export type State = Member['state'];
type BalanceChange = ApiSchema['/api/:server_id/users/:user_id/balance']['$put']['input']['json'];

const SORTS = ['balance', 'name', 'joined', 'last_active', 'earned', 'spent'] as const;
export type Sort = (typeof SORTS)[number];
export const STATE_COLORS = { active: 'teal', inactive: 'gray', left: 'orange', erased: 'gray' } as const;
const PAGE = 50;

/** What the address asks the list for. */
interface Asked {
  q: string | undefined;
  sort: Sort;
  descending: boolean;
  inactiveToo: boolean;
  cursor: string | undefined;
}

/** Names begin with A and those who came first are first; all else goes from the most down. */
export const firstOrder = (sort: string): 'asc' | 'desc' => (sort === 'name' || sort === 'joined' ? 'asc' : 'desc');

export const sortOf = (text: string | undefined): Sort => SORTS.find((sort) => sort === text) ?? 'balance';

/** A page of members; the page before stays in sight while the next one comes. */
export function useMembers({ q, sort, descending, inactiveToo, cursor }: Asked) {
  const server = useServer();
  const query = { sort_by: sort, order: descending ? 'desc' as const : 'asc' as const, per_page: PAGE, ...(q === undefined ? {} : { q }), ...(inactiveToo ? { include_inactive: 'true' as const } : {}), ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({
    queryKey: [server, 'users', 'list', query], placeholderData: (before) => before,
    queryFn: () => answer(api[':server_id'].users.$get({ param: { server_id: server }, query })),
  });
}

/** A page of those who are gone, longest gone first. */
export function useAbsent(days: number, cursor: string | undefined) {
  const server = useServer();
  const query = { days, per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({
    queryKey: [server, 'users', 'inactive', query], placeholderData: (before) => before,
    queryFn: () => answer(api[':server_id'].users.inactive.$get({ param: { server_id: server }, query })),
  });
}

/** One member with all that their page shows. */
export function useProfile(user: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'users', 'one', user],
    queryFn: () => answer(api[':server_id'].users[':user_id'].$get({ param: { server_id: server, user_id: user } })),
  });
}

/** Reads again what a change of a member makes old. */
function useMembersAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return async () => {
    await Promise.all(['users', 'transactions', 'overview'].map((part) => client.invalidateQueries({ queryKey: [server, part] })));
  };
}

/**
 * Changes a balance by hand. A form shows what is refused beside its fields (`quiet`); an undo comes after its form is gone, and
 * is told by `done`, which needs no form.
 */
export function useBalance(user: string, { quiet = false, done }: { quiet?: boolean; done?: () => void }) {
  const server = useServer();
  const again = useMembersAgain();
  return useMutation({
    meta: { quiet },
    mutationFn: (json: BalanceChange) => answer(api[':server_id'].users[':user_id'].balance.$put({ param: { server_id: server, user_id: user }, json }, { headers: idempotencyKey() })),
    onSuccess: () => done?.(),
    // The form closes without waiting for what is read again.
    onSettled: () => void again(),
  });
}

/** Takes the mark of an absent member back. */
export function useReactivate() {
  const server = useServer();
  const again = useMembersAgain();
  return useMutation({
    mutationFn: (user: string) => answer(api[':server_id'].users[':user_id'].reactivate.$post({ param: { server_id: server, user_id: user } }, { headers: idempotencyKey() })),
    onSettled: again,
  });
}

interface CleanedUp {
  scanned: number;
  marked: number;
}

/** Looks at all members, call by call; `dry` only counts. */
export function useCleanUp() {
  const server = useServer();
  const again = useMembersAgain();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ days, dry }: { days: number; dry: boolean }): Promise<CleanedUp> => {
      const sum = { scanned: 0, marked: 0 };
      for (let cursor: string | null = null; ;) {
        const body: { scanned: number; marked: number; next_cursor: string | null } = await answer(api[':server_id'].users.cleanup.$post(
          { param: { server_id: server }, json: { days, dry_run: dry, ...(cursor === null ? {} : { cursor }) } }, { headers: idempotencyKey() },
        ));
        sum.scanned += body.scanned;
        sum.marked += body.marked;
        if (body.next_cursor === null) return sum;
        cursor = body.next_cursor;
      }
    },
    onSuccess: (_, { dry }) => (dry ? undefined : again()),
  });
}
