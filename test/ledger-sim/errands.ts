import { addSubmission, claimLimit, saveTask, stepClaim, stepSubmission } from '../../src/features/tasks/statements.ts';
import { MINT } from '../../src/ledger/accounts.ts';
import type { AlsoRow } from '../../src/ledger/operation.ts';
import type { Plan } from './intents.ts';
import type { Random } from './random.ts';

const TASK = 1;
export const SLOTS = 3;
const REWARD = 15;
const CLAIM_MS = 25_000;

type Row = Record<string, unknown>;
type Rows = (sql: string, ...params: unknown[]) => Row[];

const refused = (kind: string): Plan => ({ kind, refuse: { code: 'conflict', text: 'tasks.refused.closed' } });

/** Task work as the feature plans it: a task with few slots, claimed, handed in, judged, expired. */
export class Errands {
  readonly #random: Random;
  readonly #rows: Rows;

  constructor(random: Random, rows: Rows) {
    this.#random = random;
    this.#rows = rows;
  }

  claim(member: string, now: number): Plan {
    const [task] = this.#rows('SELECT * FROM task WHERE guild = ?1 AND task_id = ?2', TASK);
    if (!task) return { kind: 'task_save', also: [saveTask(newTask())] };
    if (task['status'] !== 'open') return refused('task_claim');
    const turn = this.#rows('SELECT turn FROM claim WHERE guild = ?1 AND task_id = ?2 AND member = ?3', TASK, member.slice(2)).length + 1;
    const claim = { taskId: TASK, member: member.slice(2), round: 1, turn, version: 1, state: 'claimed', deadline: now + CLAIM_MS, due: now + CLAIM_MS, submissionId: null } as const;
    return { kind: 'task_claim', also: [stepClaim(claim), claimLimit(member.slice(2), 2)] };
  }

  submit(now: number): Plan {
    const claim = this.#some("SELECT * FROM claim WHERE guild = ?1 AND state IN ('claimed', 'rejected') AND deadline > ?2", now);
    if (!claim) return refused('task_submit');
    const { task_id: task, member, round, turn } = claim;
    return { kind: 'task_submit', also: [addSubmission({ task, member, round, turn, text: 'done', link: '', files: '[]' }), step(claim, 'submitted')] };
  }

  expire(now: number): Plan {
    const claim = this.#some("SELECT * FROM claim WHERE guild = ?1 AND state IN ('claimed', 'rejected') AND deadline <= ?2", now);
    return claim ? { kind: 'task_expire', also: [step(claim, 'expired')] } : refused('task_expire');
  }

  judge(): Plan {
    const proof = this.#some("SELECT * FROM submission WHERE guild = ?1 AND state = 'waiting'");
    const claim = proof && this.#some('SELECT * FROM claim WHERE guild = ?1 AND submission_id = ?2', proof['submission_id']);
    if (!proof || !claim) return refused('task_verdict');
    const accepted = this.#random.chance(0.6);
    const decided = stepSubmission({
      submissionId: Number(proof['submission_id']), taskId: TASK, member: String(proof['member']), round: 1, turn: Number(proof['turn']),
      version: Number(proof['version']) + 1, state: accepted ? 'accepted' : 'rejected', reviewer: null, leaseUntil: null, firstReviewer: null,
      bonus: 0, decidedBy: '9', reason: 'why', appealed: 0, appealReason: '', rejectedBy: null,
    });
    const also = [decided, step(claim, accepted ? 'accepted' : 'rejected')];
    if (!accepted) return { kind: 'task_verdict', also };
    const onceKey = `task:${TASK}:1.${claim['turn']}:u:${claim['member']}`;
    return { kind: 'task_verdict', also, movements: [{ kind: 'task_reward', from: MINT, to: `u:${claim['member']}`, amount: REWARD, onceKey, uncapped: true }] };
  }

  #some(sql: string, ...params: unknown[]): Row | undefined {
    const found = this.#rows(sql, ...params);
    return found.length > 0 ? this.#random.pick(found) : undefined;
  }
}

function step(claim: Row, state: 'submitted' | 'accepted' | 'rejected' | 'expired'): AlsoRow {
  return stepClaim({
    taskId: Number(claim['task_id']), member: String(claim['member']), round: Number(claim['round']), turn: Number(claim['turn']),
    version: Number(claim['version']) + 1, state, deadline: Number(claim['deadline']), due: Number(claim['due']),
    submissionId: claim['submission_id'] === null ? null : Number(claim['submission_id']),
  });
}

/** The task of the simulation. */
export function newTask(): Parameters<typeof saveTask>[0] {
  return {
    taskId: TASK, version: 1, name: 'Tidy', description: '', reward: REWARD, rewardItem: null, rewardQuantity: 1, category: '',
    maxClaims: SLOTS, perMember: 1, assigned: [], requiredRole: null, grantedRole: null, proof: 'text', claimHours: 1, expiresAt: null,
    recurrence: 'none', round: 1, roundEnds: null, due: null, status: 'open',
  };
}
