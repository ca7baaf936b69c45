import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answer, api, idempotencyKey } from '../../api.ts';
import { useServer } from '../../ui/server.ts';
import type { Validation } from './transactions.ts';

/** The replay of one member, call after call until it is complete; `stop` ends it after the call that is under way. */
export function useValidation() {
  const server = useServer();
  const [checked, setChecked] = useState(0);
  const current = useRef(0);
  const run = useMutation({
    meta: { quiet: true },
    mutationFn: async (user: string): Promise<Validation> => {
      const mine = (current.current += 1);
      const problems: Validation['problems'] = [];
      let frozen = false;
      setChecked(0);
      for (let cursor: string | null = null; ;) {
        const part: Validation = await answer(api[':server_id'].transactions.validate.$post(
          { param: { server_id: server }, json: { user_id: user, ...(cursor === null ? {} : { cursor }) } }, { headers: idempotencyKey() },
        ));
        problems.push(...part.problems);
        frozen ||= part.frozen;
        if (mine === current.current) setChecked(part.entries_checked);
        cursor = part.next_cursor;
        if (part.complete || cursor === null || mine !== current.current) return { ...part, problems, frozen, valid: problems.length === 0 && part.valid };
      }
    },
  });
  const stop = (): void => {
    current.current += 1;
  };
  return { checked, run, stop };
}
