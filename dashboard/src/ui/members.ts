import { useQuery } from '@tanstack/react-query';
import { answer, api, ApiFailure, type ApiSchema } from '../api.ts';
import { useServer } from './server.ts';

type Listed = ApiSchema['/api/:server_id/users']['$get']['output']['data'][number];
type Person = Pick<Listed, 'name'>;

/** Milliseconds for which a name is taken as it was read. */
const NAME_FRESH_MS = 300_000;
/** Ids that one request may ask for. */
const IDS_MAX = 50;

/** Ids that are asked for together, and the answer about all of them. */
interface Batch {
  ids: Set<string>;
  found: Promise<Listed[]>;
}

const open = new Map<string, Batch>();

function newBatch(server: string): Batch {
  const ids = new Set<string>();
  const ask = async (): Promise<Listed[]> => {
    // All names of a page are wanted in the same turn.
    await new Promise((resolve) => setTimeout(resolve));
    if (open.get(server)?.ids === ids) open.delete(server);
    const query = { ids: [...ids].join(','), per_page: IDS_MAX, include_inactive: 'true' as const };
    return (await answer(api[':server_id'].users.$get({ param: { server_id: server }, query }))).data;
  };
  return { ids, found: ask() };
}

/** A list of fifty rows names many members: they are asked for at once. */
function askTogether(server: string, id: string): Promise<Listed[]> {
  const current = open.get(server);
  const batch = current && current.ids.size < IDS_MAX ? current : newBatch(server);
  open.set(server, batch);
  batch.ids.add(id);
  return batch.found;
}

/** Who somebody is: as the list of members knows them, or else as Discord does, whom their own page asks once. */
async function whoIs(server: string, id: string): Promise<Person | null> {
  const known = (await askTogether(server, id)).find(({ user_id: user }) => user === id);
  if (known) return known;
  return answer(api[':server_id'].users[':user_id'].$get({ param: { server_id: server, user_id: id } })).catch((error: unknown) => {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  });
}

/** One member by id; null for nobody whom Coffer or Discord knows here. */
export function useMember(id: string | null) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'names', id], enabled: id !== null && /^\d{17,20}$/.test(id), staleTime: NAME_FRESH_MS,
    queryFn: () => whoIs(server, id ?? ''),
  });
}

/** Members whose name begins with what was typed; those of most coins where nothing was. */
export function useMemberSearch(typed: string) {
  const server = useServer();
  const q = typed.trim();
  return useQuery({
    queryKey: [server, 'users', 'pick', q],
    queryFn: () => answer(api[':server_id'].users.$get({ param: { server_id: server }, query: { ...(q === '' ? {} : { q }), per_page: 20 } })),
  });
}
