import { beforeAll, describe, expect, test } from 'vitest';
import { bountyMirror } from '../../src/features/tasks/bounty/card.ts';
import { catalogues } from '../../src/app/catalogues.ts';
import { readClient } from '../../src/db/client.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/settings.ts';
import { OUTBOX_STATEMENTS } from '../../src/discord/rows.ts';
import { dueBounties } from '../../src/features/tasks/cron/bounties.ts';
import { dueClaims } from '../../src/features/tasks/cron/claims.ts';
import { dueTasks } from '../../src/features/tasks/cron/tasks.ts';
import { tasks } from '../../src/features/tasks/index.ts';
import { admin, commandInteraction, complete, deliver, person, press, run, submit, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { balanceOf, entries } from '../harness/rows.ts';
import { decide, handIn, idOf, make, rows, server, setDeadline, tick } from '../harness/tasks.ts';

/** Discord's type of an answer that follows. */
const DEFERRED = 5;

beforeAll(migrate);

const many = <T>(count: number, make_: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => make_(index)));
const said = (answers: Answer[], text: string): number => answers.filter((answer) => answer.text.includes(text)).length;

async function rewards(where: Guild): Promise<number> {
  return (await entries(where.id)).filter(({ kind }) => kind === 'task_reward').length;
}

describe('races of tasks', () => {
  test('fifty claimers of five slots: five have one', async () => {
    const { where, staff } = await server();
    await make(staff, where, { max_claims: 5 });
    const answers = await many(50, (index) => run(person(`m${index}`), where, '/task claim', { task: '1' }));
    expect(said(answers, 'You have claimed **')).toBe(5);
    expect(said(answers, 'All slots')).toBe(45);
    expect(await rows(where, 'SELECT taken, (SELECT COUNT(*) FROM claim WHERE guild = ?1) AS claims FROM task WHERE guild = ?1')).toEqual([{ taken: 5, claims: 5 }]);
  });

  test('one member claims ten times at once, and five tasks at once', async () => {
    const { where, staff, ada } = await server({ tasks: { maxPerMember: 3 } });
    for (let index = 0; index < 6; index += 1) await make(staff, where);
    const same = await many(10, () => run(ada, where, '/task claim', { task: '1' }));
    expect(said(same, 'You have claimed **')).toBe(1);
    const others = await many(5, (index) => run(ada, where, '/task claim', { task: String(index + 2) }));
    expect(said(others, 'You have claimed **')).toBe(2);
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM claim WHERE guild = ?1')).toEqual([{ n: 3 }]);
  });

  test('fifty hand in at once and each proof has a number of its own', async () => {
    const { where, staff } = await server();
    await make(staff, where);
    const members = Array.from({ length: 50 }, (_, index) => person(`m${index}`));
    await Promise.all(members.map((member) => run(member, where, '/task claim', { task: '1' })));
    const answers = await Promise.all(members.map((member) => run(member, where, '/task submit', { task: '1', text: member.username })));
    expect(said(answers, 'Your proof')).toBe(50);
    expect(await rows(where, 'SELECT COUNT(DISTINCT submission_id) AS n, MAX(submission_id) AS last FROM submission WHERE guild = ?1')).toEqual([{ n: 50, last: 50 }]);
    expect(await rows(where, "SELECT COUNT(*) AS n FROM message WHERE guild = ?1 AND kind = 'proof'")).toEqual([{ n: 50 }]);
  });

  test('accepted twenty times by one and by many reviewers: paid once', async () => {
    const { where, staff, ada } = await server();
    await make(staff, where);
    await handIn(ada, where);
    const answers = await many(20, (index) => decide(index % 2 ? staff : admin(`r${index}`), where, 'accept'));
    expect(said(answers, 'is accepted')).toBe(1);
    expect(await balanceOf(where.id, ada.id)).toBe(100);
    expect(await rewards(where)).toBe(1);
    expect(await rows(where, 'SELECT completed FROM task WHERE guild = ?1')).toEqual([{ completed: 1 }]);
  });

  test('accept against reject: one wins, and only acceptance pays', async () => {
    const { where, staff } = await server();
    await make(staff, where);
    for (let round = 1; round <= 10; round += 1) {
      const member = person('m');
      await handIn(member, where);
      const answers = await many(8, (index) => decide(admin(`r${index}`), where, index % 2 ? 'accept' : 'reject', { submission: String(round), note: 'x' }));
      const accepted = said(answers, 'is accepted');
      expect(accepted + said(answers, 'is rejected')).toBe(1);
      expect(await balanceOf(where.id, member.id)).toBe(accepted * 100);
    }
  });

  test('hand-in against expiry: exactly one wins, many times', async () => {
    const { where, staff } = await server();
    await make(staff, where, { hours: 1 });
    const members = Array.from({ length: 100 }, (_, index) => person(`m${index}`));
    await Promise.all(members.map((member) => run(member, where, '/task claim', { task: '1' })));
    const until = Date.now() + 1_500;
    await setDeadline(where, until);
    const ticking = (async () => {
      while (Date.now() < until + 1_000) await tick(Date.now());
    })();
    const answers = await Promise.all(members.map(async (member, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 30));
      return run(member, where, '/task submit', { task: '1', text: 'now' });
    }));
    await ticking;
    await tick(Date.now());
    const [submitted, late] = [said(answers, 'Your proof'), said(answers, 'time for this task is up')];
    expect(submitted + late).toBe(100);
    const states = await rows<{ state: string; n: number }>(where, 'SELECT state, COUNT(*) AS n FROM claim WHERE guild = ?1 GROUP BY state');
    expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toEqual({ ...(submitted ? { submitted } : {}), ...(late ? { expired: late } : {}) });
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM submission WHERE guild = ?1')).toEqual([{ n: submitted }]);
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM submission WHERE guild = ?1 AND at >= (SELECT MIN(deadline) FROM claim WHERE guild = ?1)')).toEqual([{ n: 0 }]);
    expect(await rows(where, 'SELECT taken FROM task WHERE guild = ?1')).toEqual([{ taken: submitted }]);
  });

  test('one delivery of a claim or verdict many times at once: one effect, equal answers', async () => {
    const { where, staff, ada } = await server();
    await make(staff, where);
    for (const [who, path, options] of [
      [ada, '/task claim', { task: '1' }], [ada, '/task submit', { task: '1', text: 'x' }], [staff, '/review decide', { submission: '1', verdict: 'accept' }],
    ] as const) {
      const sent = commandInteraction(who, where, path, options);
      // One fewer than a member may ask in a minute.
      const answers = await many(18, () => deliver(sent));
      answers.push(await deliver(sent));
      // What took longer than two seconds is said later, by an edit.
      const atOnce = answers.filter(({ type }) => type !== DEFERRED);
      expect(new Set(atOnce.map(({ data }) => JSON.stringify(data))).size, path).toBe(1);
    }
    expect(await balanceOf(where.id, ada.id)).toBe(100);
    expect(await rewards(where)).toBe(1);
  });

  test('no statement reads all of a guild', async () => {
    const { where } = await server();
    const db = await databaseOf(where.id);
    const statements = [...(tasks.statements ?? []), ...OUTBOX_STATEMENTS].map(({ name, sql }) => ({ name, sql, params: [where.id, '[]'] }));
    const due = [dueClaims, dueTasks, dueBounties].map((of) => ({ name: of.name, ...of(readClient(db), 0).toSQL() }));
    for (const { name, sql, params } of [...statements, ...due]) {
      const { results } = await db.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params).all<{ detail: string }>();
      const wide = results.filter(({ detail }) => /SCAN (?!.*VIRTUAL TABLE)|USING PRIMARY KEY \(guild=\?\)/.test(detail)).map(({ detail }) => detail);
      // The next number is the highest one and needs one row.
      expect(wide, name).toEqual(name === 'tasks.submission_add' ? ['SEARCH submission USING PRIMARY KEY (guild=?)'] : []);
    }
  });

  test('the database refuses what no command asks for', async () => {
    const { where, staff, ada, mika } = await server();
    await make(staff, where, { max_claims: 2, hours: 1 });
    await handIn(ada, where);
    await run(mika, where, '/task claim', { task: '1' });
    const db = await databaseOf(where.id);
    for (const [sql, guard] of [
      ["UPDATE claim SET state = 'accepted' WHERE guild = ?1", 'tasks:moved'],
      ["UPDATE claim SET state = 'claimed', version = version + 1 WHERE guild = ?1", 'tasks:step'],
      ["UPDATE claim SET state = 'submitted', submission_id = 9, version = version + 1, updated_at = deadline WHERE guild = ?1 AND state = 'claimed'", 'tasks:late'],
      ["UPDATE claim SET state = 'expired', version = version + 1, updated_at = deadline - 1 WHERE guild = ?1 AND state = 'claimed'", 'tasks:early'],
      ["UPDATE submission SET text = 'other', version = version + 1 WHERE guild = ?1", 'tasks:step'],
      ["UPDATE submission SET decided_by = 'x' WHERE guild = ?1", 'tasks:moved'],
      ['UPDATE task SET reward = 5000 WHERE guild = ?1', 'tasks:task_moved'],
      ['DELETE FROM task WHERE guild = ?1', 'tasks:immutable'],
      ['DELETE FROM submission WHERE guild = ?1', 'tasks:immutable'],
      ["INSERT INTO task_fence (guild, condition) VALUES (?1, 'other')", 'tasks:fence'],
      ["INSERT INTO claim (guild, task_id, member, round, turn, version, state, claimed_at, updated_at) VALUES (?1, 1, 'x', 1, 1, 1, 'claimed', 1, 1)", 'tasks:full'],
    ] as const) {
      await expect(db.prepare(sql).bind(where.id).run(), sql).rejects.toThrow(guard);
    }
  });
});

describe('bounties', () => {
  async function posted(more: Record<string, string | number> = {}): Promise<{ where: Guild; staff: Person; ada: Person; mika: Person; answer: Answer }> {
    const made = await server();
    await run(made.staff, made.where, '/eco give', { user: made.ada, amount: 100, reason: 'x' });
    const answer = await run(made.ada, made.where, '/bounty post', { title: 'Fix my bike', reward: 30, slots: 2, ...more });
    return { ...made, answer };
  }

  test('holds the reward, pays winners, and gives the rest back', async () => {
    const { where, staff, ada, mika, answer } = await posted({ deadline: '7d' });
    expect(answer.text).toContain('**🪙 60** of yours is held');
    expect(await balanceOf(where.id, ada.id)).toBe(40);
    const list = await run(mika, where, '/bounty list');
    expect(list.text).toContain('Fix my bike');
    expect((await press(mika, where, idOf(list, 'Take'))).text).toContain('at work on');
    expect((await press(mika, where, idOf(list, 'Take'))).text).toContain('at work on it already');
    expect((await press(ada, where, idOf(list, 'Take'))).text).toContain('your own bounty');
    const form = await press(mika, where, idOf(list, 'Deliver'));
    expect((await submit(mika, where, form.data.custom_id, { note: 'It rolls' })).text).toContain('on its way');
    const told = await rows<{ steps: string }>(where, 'SELECT steps FROM delivery WHERE guild = ?1');
    expect(told.some(({ steps }) => steps.includes('It rolls') && steps.includes(ada.id))).toBe(true);
    expect((await run(mika, where, '/bounty settle', { bounty: '1', winner: person('x') })).text).toContain('not your bounty');
    expect((await run(ada, where, '/bounty settle', { bounty: '1', winner: ada })).text).toContain('with yourself');
    expect((await run(ada, where, '/bounty settle', { bounty: '1', winner: mika })).text).toContain('gets **🪙 30**');
    expect((await run(ada, where, '/bounty settle', { bounty: '1', winner: mika })).text).toContain('been paid');
    expect((await complete(ada, where, '/bounty cancel', 'bounty', 'bike')).map(({ value }) => value)).toEqual(['1']);
    const context = { guildId: where.id, db: readClient(await databaseOf(where.id)), settings: DEFAULT_SETTINGS, texts: catalogues.texts('en', DEFAULT_SETTINGS), now: Date.now() };
    expect((await bountyMirror.render(context, '1'))?.embeds?.[0]?.footer?.text).toBe('Bounty 1');
    expect((await run(staff, where, '/bounty cancel', { bounty: '1' })).text).toContain('**🪙 30** went back');
    expect((await run(ada, where, '/bounty cancel', { bounty: '1' })).text).toContain('is over');
    expect(await balanceOf(where.id, ada.id)).toBe(70);
    expect(await balanceOf(where.id, mika.id)).toBe(30);
    expect((await run(mika, where, '/bounty list', { status: 'cancelled' })).text).toContain('Fix my bike');
    expect((await run(mika, where, '/bounty cancel', { bounty: '7' })).text).toContain('no such bounty');
  });

  test('needs the coins, and the server has to let members', async () => {
    const { where, ada } = await server({ tasks: { memberTasks: false } });
    expect((await run(ada, where, '/bounty post', { title: 'x', reward: 1 })).text).toContain('does not let members');
    const other = await server();
    expect((await run(other.ada, other.where, '/bounty post', { title: 'x', reward: 1 })).text).toContain('not enough');
    expect((await run(other.ada, other.where, '/bounty list')).text).toContain('There is none');
  });

  test('settle against cancel, many at once: every coin is somewhere once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { where, ada, mika } = await posted({ slots: 1 });
      const answers = await many(10, (index) => (index % 2 ? run(ada, where, '/bounty settle', { bounty: '1', winner: mika }) : run(ada, where, '/bounty cancel', { bounty: '1' })));
      expect(said(answers, 'gets **') + said(answers, 'went back')).toBe(1);
      expect((await balanceOf(where.id, ada.id)) + (await balanceOf(where.id, mika.id))).toBe(100);
    }
  });

  test('ends by time once, whoever ticks', async () => {
    const { where, ada } = await posted({ deadline: '1h' });
    await many(10, () => tick(Date.now() + 2 * 3_600_000));
    expect(await balanceOf(where.id, ada.id)).toBe(100);
    expect(await rows(where, 'SELECT status FROM bounty WHERE guild = ?1')).toEqual([{ status: 'expired' }]);
    expect((await entries(where.id)).filter(({ kind }) => kind === 'hold_expire')).toHaveLength(1);
  });
});
