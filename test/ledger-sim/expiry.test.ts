import { expect, test } from 'vitest';
import { addSubmission, saveTask, stepClaim } from '../../src/features/tasks/statements.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { CORE, statementsOf } from './core.ts';
import { SqliteLedger } from './database.ts';
import { newTask } from './errands.ts';
import { withoutLog } from './log.ts';
import { Random } from './random.ts';

const ROUNDS = 1_000;
const GUILD = 'g';

/** A committer whose clock stands where the test puts it. */
function object(ledger: SqliteLedger, clock: () => number): InstanceType<typeof CORE.Committer> {
  return new CORE.Committer({
    guild: GUILD, database: { batch: async (statements) => ledger.batch(statements) }, statements: statementsOf(CORE), clock,
    sleep: async () => undefined, timer: () => () => undefined, rules: async () => ({ start: 0, cap: null }), invalidated: () => undefined,
  });
}

test('a hand-in and an expiry meet a thousand times at the deadline: exactly one of them takes effect', async () => {
  const random = new Random(1);
  const ledger = new SqliteLedger();
  let now = Date.UTC(2026, 0, 1);
  const committer = object(ledger, () => now);
  const op = (key: string, also: Operation['also']): Operation => ({ key, fingerprint: key, kind: 'task', actor: '9', ...(also ? { also } : {}) });
  await committer.submit(op('task', [saveTask({ ...newTask(), maxClaims: null })]));
  const ends = { submitted: 0, expired: 0 };
  await withoutLog(async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const deadline = now + 10;
      const claim = { taskId: 1, member: `m${round}`, round: 1, turn: 1, deadline, due: deadline, submissionId: null };
      await committer.submit(op(`claim ${round}`, [stepClaim({ ...claim, version: 1, state: 'claimed' })]));
      // The last moment that is in time, or the first that is not.
      now = deadline - random.int(0, 1);
      const handIn = op(`submit ${round}`, [
        addSubmission({ task: 1, member: claim.member, round: 1, turn: 1, text: 'x', link: '', files: '[]' }), stepClaim({ ...claim, version: 2, state: 'submitted' }),
      ]);
      const expiry = op(`expire ${round}`, [stepClaim({ ...claim, version: 2, state: 'expired' })]);
      const both = random.chance(0.5) ? [handIn, expiry] : [expiry, handIn];
      const outcomes = await Promise.all(both.map((each) => committer.submit(each)));
      expect(outcomes.filter(({ status }) => status === 'done'), `round ${round}`).toHaveLength(1);
      const [row] = ledger.all('SELECT state, submission_id FROM claim WHERE guild = ?1 AND member = ?2', GUILD, claim.member);
      const state = now < deadline ? 'submitted' : 'expired';
      expect(row?.['state']).toBe(state);
      expect(row?.['submission_id'] !== null).toBe(state === 'submitted');
      ends[state] += 1;
      now = deadline;
    }
  });
  expect(ends.submitted + ends.expired).toBe(ROUNDS);
  expect(Math.min(ends.submitted, ends.expired)).toBeGreaterThan(ROUNDS / 4);
  const [task] = ledger.all('SELECT taken FROM task WHERE guild = ?1', GUILD);
  expect(task?.['taken']).toBe(ends.submitted);
});
