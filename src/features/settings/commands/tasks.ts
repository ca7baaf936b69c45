import { boolean, integer } from '../../../define/options.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { sectionCommand } from '../rule.ts';

export const tasks = sectionCommand({
  section: 'tasks',
  options: {
    member_tasks: boolean(),
    max_per_member: integer({ min: 1, max: 100 }),
    auto_expire: boolean(),
    require_proof: boolean(),
    second_review_above: integer({ min: 0, max: AMOUNT_MAX }),
  },
  change({ tasks: draft }, given) {
    if (given.member_tasks !== undefined) draft.memberTasks = given.member_tasks;
    if (given.max_per_member !== undefined) draft.maxPerMember = given.max_per_member;
    if (given.auto_expire !== undefined) draft.autoExpire = given.auto_expire;
    if (given.require_proof !== undefined) draft.requireProof = given.require_proof;
    // 0 is how a number option says "none".
    if (given.second_review_above !== undefined) draft.secondReviewAbove = given.second_review_above || null;
  },
});
