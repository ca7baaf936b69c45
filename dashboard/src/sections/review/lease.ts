import { useMe } from '../../app/session.ts';
import type { Queued } from './queue.ts';

export type Holder = 'nobody' | 'me' | 'other';

/** Who has a proof open now. */
export function useHolder(): (proof: Queued) => Holder {
  const { data: me } = useMe();
  return ({ reviewer, lease_until: until }) => {
    if (reviewer === null || until === null || Date.parse(until) <= Date.now()) return 'nobody';
    return reviewer === me?.user.id ? 'me' : 'other';
  };
}
