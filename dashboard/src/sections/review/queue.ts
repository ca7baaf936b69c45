import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

export type Queue = ApiSchema['/api/:server_id/submissions']['$get']['output'];
export type Queued = Queue['data'][number];
export type Proof = ApiSchema['/api/:server_id/submissions/:submission_id']['$get']['output'];
export type Verdict = ApiSchema['/api/:server_id/submissions/:submission_id/verdict']['$post']['input']['json'];

export const STATES = ['waiting', 'changes', 'rejected', 'accepted', 'all'] as const;
export type ProofState = (typeof STATES)[number];

/** What a word in the address means; waiting proofs where it means nothing. */
export const stateOf = (text: string | undefined): ProofState => STATES.find((state) => state === text) ?? 'waiting';

export interface Asked {
  state: ProofState;
  task: string | undefined;
  user: string | undefined;
  cursor: string | undefined;
}

const PER_PAGE = 50;

function queryOf({ state, task, user, cursor }: Asked) {
  return {
    state, per_page: PER_PAGE, ...(task === undefined ? {} : { task_id: task }), ...(user === undefined ? {} : { user_id: user }), ...(cursor === undefined ? {} : { cursor }),
  };
}

const queueKey = (server: string, asked: Asked) => [server, 'submissions', 'queue', queryOf(asked)] as const;

/** A page of the queue, oldest first. */
export function useQueue(asked: Asked) {
  const server = useServer();
  return useQuery({
    queryKey: queueKey(server, asked),
    queryFn: () => answer(api[':server_id'].submissions.$get({ param: { server_id: server }, query: queryOf(asked) })),
  });
}

/** One proof at its version, with what it repeats. */
export function useProof(id: number | null) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'submissions', 'one', id], enabled: id !== null,
    queryFn: () => versioned(api[':server_id'].submissions[':submission_id'].$get({ param: { server_id: server, submission_id: String(id) } })),
  });
}

/** What the proof is for. */
export function useProofTask(id: number) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'tasks', 'one', String(id)],
    queryFn: () => versioned(api[':server_id'].tasks[':task_id'].$get({ param: { server_id: server, task_id: String(id) } })),
  });
}

/** Decides on a proof: it leaves the queue at once, and comes back where the API refuses. */
export function useDecide(asked: Asked) {
  const server = useServer();
  const client = useQueryClient();
  const key = queueKey(server, asked);
  return useMutation({
    mutationFn: ({ id, etag, verdict }: { id: number; etag: string; verdict: Verdict }) => answer(api[':server_id'].submissions[':submission_id'].verdict.$post(
      { param: { server_id: server, submission_id: String(id) }, json: verdict }, { headers: ifMatch(etag) },
    )),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Queue>(key);
      if (before && asked.state === 'waiting') client.setQueryData<Queue>(key, { ...before, data: before.data.filter((proof) => proof.id !== id) });
      return { before };
    },
    onError: (_error, _variables, context) => client.setQueryData(key, context?.before),
    onSettled: () => ['submissions', 'tasks', 'overview'].forEach((part) => void client.invalidateQueries({ queryKey: [server, part] })),
  });
}

/** Keeps a proof for the reader for some minutes, or frees it. */
export function useLease() {
  const server = useServer();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, action }: { id: number; action: 'take' | 'free' }) => answer(api[':server_id'].submissions[':submission_id'].lease.$post(
      { param: { server_id: server, submission_id: String(id) }, json: { action } }, { headers: idempotencyKey() },
    )),
    onSettled: () => void client.invalidateQueries({ queryKey: [server, 'submissions'] }),
  });
}
