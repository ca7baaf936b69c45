import { migrate } from '../harness/env.ts';
import { beforeAll, expect, test } from 'vitest';
import { configure, NO_RATE } from '../harness/configure.ts';
import { complete, person, press, run, submit } from '../harness/discord.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';
import { idOf, make, REVIEW_CHANNEL, rows, server, setDeadline, TASKS_CHANNEL, tick } from '../harness/tasks.ts';

beforeAll(migrate);

test('a task is made by options or by a form, posted, shown and listed', async () => {
  const { where, staff, ada } = await server();
  const made = await make(staff, where, { max_claims: 2, hours: 24, category: 'Home', role: { role: '200000000000000001' }, ends: '7d' });
  expect(made.text).toContain('Task **#1 Sweep** is made');
  expect(made.text).toContain(`<#${TASKS_CHANNEL}>`);
  const form = await run(staff, where, '/task-admin create', { title: 'Sing', reward: 5, proof: 'none', per_user: 3 });
  expect(form.type).toBe(9);
  const saved = await submit(staff, where, form.data.custom_id, { name: 'Sing *loud*', description: 'A song', reward: '7', category: 'Fun', hours: '' });
  expect(saved.text).toContain('Task **#2 Sing \\*loud\\*** is made');
  expect(await rows(where, 'SELECT record, kind, state FROM message WHERE guild = ?1 ORDER BY record')).toEqual([
    { record: '1', kind: 'task', state: 'pending_sync' }, { record: '2', kind: 'task', state: 'pending_sync' },
  ]);
  expect(await rows(where, 'SELECT task_id, reward, proof, per_member, max_claims FROM task WHERE guild = ?1')).toEqual([
    { task_id: 1, reward: 100, proof: 'text', per_member: 1, max_claims: 2 }, { task_id: 2, reward: 7, proof: 'none', per_member: 3, max_claims: null },
  ]);
  const view = await run(ada, where, '/task view', { task: '1' });
  expect(view.text).toContain('The hall');
  expect(view.text).toContain('🪙 100');
  expect(view.text).toContain('2 of 2 left');
  expect(view.data.embeds[0].footer.text).toBe('Task 1');
  const list = await run(ada, where, '/task list', {});
  expect(list.text).toContain('#1 Sweep');
  expect(list.text).toContain('#2 Sing');
  expect((await run(ada, where, '/task list', { category: 'home' })).text).not.toContain('Sing');
  expect((await run(ada, where, '/task list', { category: 'nowhere' })).text).toContain('no task in that category');
  expect((await run(ada, where, '/task list', { status: 'closed' })).text).toContain('There are none');
  expect((await press(ada, where, idOf(list, 'Show a task'), ['2'])).text).toContain('A song');
  expect((await complete(ada, where, '/task claim', 'task', 'swe')).map(({ value }) => value)).toEqual(['1']);
  expect((await complete(ada, where, '/task view', 'task', '2')).map(({ value }) => value)).toEqual(['2']);
  expect((await complete(ada, where, '/task list', 'category', 'f')).map(({ value }) => value)).toEqual(['Fun']);
  expect((await run(staff, where, '/task-admin create', { title: 'x', reward: 1, item: '9' })).text).toContain('no such item');
  expect((await audits(where.id)).map(({ action }) => action)).toEqual(['task.create', 'task.create']);
  expect((await run(ada, where, '/task-admin create', { title: 'x', reward: 1 })).text).toContain('Only moderators');
});

test('claim, hand in, accept: paid once, counted, told', async () => {
  const { where, staff, ada } = await server();
  await make(staff, where, { role: { role: '200000000000000001' }, hours: 24 });
  const claimed = await run(ada, where, '/task claim', { task: '1' });
  expect(claimed.text).toContain('You have claimed **Sweep**');
  expect((await run(ada, where, '/task claim', { task: '#1' })).text).toContain('claimed this task already');
  expect((await run(ada, where, '/task mine')).text).toContain('claimed');
  const form = await press(ada, where, idOf(claimed, 'Hand in'));
  expect(form.type).toBe(9);
  expect((await submit(ada, where, form.data.custom_id, { text: '', link: '' })).text).toContain('asks for a text');
  const sent = await submit(ada, where, form.data.custom_id, { text: 'It *shines*', link: 'https://example.org/hall' });
  expect(sent.text).toContain('proof **#1** for **Sweep**');
  expect((await submit(ada, where, form.data.custom_id, { text: 'again' })).text).toContain('being looked at');
  expect((await run(ada, where, '/task drop', { task: '1' })).text).toContain('being looked at');
  expect(await rows(where, "SELECT kind, record, channel FROM message WHERE guild = ?1 AND kind = 'proof'")).toEqual([{ kind: 'proof', record: '1', channel: REVIEW_CHANNEL }]);
  const queue = await run(staff, where, '/review queue');
  expect(queue.text).toContain('**#1** Sweep');
  const opened = await press(staff, where, idOf(queue, 'Open a proof'), ['1']);
  expect(opened.text).toContain('It \\*shines\\*');
  const accepted = await press(staff, where, idOf(opened, 'Accept'));
  expect(accepted.text).toContain(`<@${ada.id}> gets **🪙 100**`);
  expect(await balanceOf(where.id, ada.id)).toBe(100);
  expect((await entries(where.id)).at(-1)).toMatchObject({ kind: 'task_reward', amount: 100, ref: 'task:1', note: 'Sweep' });
  expect(await rows(where, 'SELECT taken, completed FROM task WHERE guild = ?1')).toEqual([{ taken: 1, completed: 1 }]);
  const [delivery] = await rows<{ steps: string }>(where, 'SELECT steps FROM delivery WHERE guild = ?1 ORDER BY created_at DESC, delivery_id DESC LIMIT 1');
  const steps = JSON.parse(delivery?.steps ?? '[]') as { do: string; body?: { embeds: { description: string }[] } }[];
  expect(steps.map((step) => step.do)).toEqual(['dm', 'role']);
  expect(steps[0]?.body?.embeds[0]?.description).toContain('Your balance is **🪙 100** now');
  expect((await press(staff, where, idOf(opened, 'Accept'))).text).toContain('has decided on this proof already');
  expect((await run(ada, where, '/task mine', { status: 'accepted' })).text).toContain('accepted');
  expect((await run(staff, where, '/review stats')).text).toContain('100 %');
});

test('dropping frees the slot; roles, lists and limits are kept', async () => {
  const { where, staff, ada, mika } = await server({ tasks: { maxPerMember: 2 } });
  await make(staff, where, { max_claims: 1 });
  await make(staff, where, { requires: { role: '200000000000000001' } });
  await make(staff, where, {});
  await make(staff, where, {});
  await run(ada, where, '/task claim', { task: '1' });
  expect((await run(mika, where, '/task claim', { task: '1' })).text).toContain('All slots');
  expect((await run(mika, where, '/task claim', { task: '2' })).text).toContain('certain role');
  expect((await run({ ...mika, roles: ['200000000000000001'] }, where, '/task claim', { task: '2' })).text).toContain('You have claimed **');
  expect((await run(ada, where, '/task drop', { task: '1' })).text).toContain('given **Sweep** back');
  expect((await run(ada, where, '/task drop', { task: '1' })).text).toContain('not claimed');
  expect((await run(mika, where, '/task claim', { task: '1' })).text).toContain('You have claimed **');
  expect((await run(mika, where, '/task claim', { task: '3' })).text).toContain('more open tasks');
  expect((await run(ada, where, '/task claim', { task: '99' })).text).toContain('no such task');
  expect((await run(ada, where, '/task claim', { task: 'x' })).text).toContain('pick something from the list');
  const assigned = await run(staff, where, '/task-admin assign', { task: '3', user: ada });
  expect(assigned.text).toContain(`claimed for <@${ada.id}>`);
  expect((await run(staff, where, '/task-admin assign', { task: '3', user: person('bot', { bot: true }) })).text).toContain('Bots');
  expect((await complete(ada, where, '/task submit', 'task', '')).map(({ value }) => value)).toEqual(['3']);
  await make(staff, where, { kept_for: ada });
  const eve = person('eve');
  expect((await run(eve, where, '/task claim', { task: '5' })).text).toContain('kept for other members');
  expect((await run(eve, where, '/task view', { task: '5' })).text).toContain(`Kept for <@${ada.id}>`);
  expect((await run(staff, where, '/task-admin assign', { task: '5', user: eve })).text).toContain('is claimed for');
  expect(await rows(where, 'SELECT assigned FROM task WHERE guild = ?1 AND task_id = 5')).toEqual([{ assigned: JSON.stringify([ada.id, eve.id]) }]);
  await run(staff, where, '/task-admin edit', { task: '5', for_all: true });
  expect((await run(person('ivo'), where, '/task claim', { task: '5' })).text).toContain('You have claimed **');
});

test('editing, closing, announcing and deleting', async () => {
  const { where, staff, ada } = await server();
  await make(staff, where);
  const form = await run(staff, where, '/task-admin edit', { task: '1' });
  expect(form.type).toBe(9);
  expect((await submit(staff, where, form.data.custom_id, { name: 'Sweep twice', description: 'x', reward: '150', category: '', hours: '5' })).text).toContain('Sweep twice** is changed');
  expect((await run(staff, where, '/task-admin edit', { task: '1', reward: 60, max_claims: -1 })).text).toContain('is changed');
  expect((await submit(staff, where, form.data.custom_id, { name: 'x', description: '', reward: 'many', category: '', hours: '' })).text).toContain('whole number of coins');
  expect((await run(staff, where, '/task-admin edit', { task: '1', ends: 'soon' })).text).toContain('cannot read that time');
  expect((await run(staff, where, '/task-admin edit', { task: '1', ends: '2020-01-01' })).text).toContain('passed already');
  expect((await run(staff, where, '/task-admin announce', { task: '1', channel: { channel: '100000000000000009' } })).text).toContain('<#100000000000000009>');
  await run(ada, where, '/task claim', { task: '1' });
  await run(ada, where, '/task submit', { task: '1', text: 'done' });
  const asked = await run(staff, where, '/task-admin close', { task: '1' });
  expect(asked.text).toContain('1 open claims');
  expect((await press(staff, where, idOf(asked, 'Cancel'))).text).toContain('Nothing was changed');
  expect((await press(staff, where, idOf(asked, 'Close it'))).text).toContain('is closed');
  expect((await run(person('mia'), where, '/task claim', { task: '1' })).text).toContain('not open any more');
  expect((await run(staff, where, '/review decide', { submission: '1', verdict: 'accept', bonus: 5 })).text).toContain('**🪙 65**');
  expect(await balanceOf(where.id, ada.id)).toBe(65);
  const sure = await run(staff, where, '/task-admin close', { task: '1', settle: 'delete' });
  expect((await press(staff, where, idOf(sure, 'Delete it'))).text).toContain('is deleted');
  expect((await run(ada, where, '/task view', { task: '1' })).text).toContain('no such task');
  expect((await rows<{ removed: number }>(where, 'SELECT removed FROM message WHERE guild = ?1')).map(({ removed }) => removed)).toEqual([1, 1]);
  expect(await rows(where, 'SELECT COUNT(*) AS n FROM claim WHERE guild = ?1')).toEqual([{ n: 0 }]);
  expect(await rows(where, "SELECT text, state FROM submission WHERE guild = ?1")).toEqual([{ text: '', state: 'deleted' }]);
  await make(staff, where);
  expect((await run(ada, where, '/task view', { task: '2' })).text).toContain('Sweep');
});

test('a claim is reminded of once, then ends; ten ticks at once have one effect', async () => {
  const { where, staff, ada } = await server();
  await make(staff, where, { max_claims: 1, hours: 24 });
  await run(ada, where, '/task claim', { task: '1' });
  const now = Date.now();
  await tick(now);
  expect(await rows(where, 'SELECT state FROM claim WHERE guild = ?1')).toEqual([{ state: 'claimed' }]);
  const soon = now + 23.5 * 3_600_000;
  await Promise.all(Array.from({ length: 10 }, () => tick(soon)));
  expect(await rows(where, 'SELECT COUNT(*) AS n FROM delivery WHERE guild = ?1')).toEqual([{ n: 1 }]);
  await setDeadline(where, Date.now() - 1);
  await Promise.all(Array.from({ length: 10 }, () => tick(Date.now())));
  expect(await rows(where, 'SELECT state FROM claim WHERE guild = ?1')).toEqual([{ state: 'expired' }]);
  expect(await rows(where, 'SELECT taken FROM task WHERE guild = ?1')).toEqual([{ taken: 0 }]);
  expect(await rows(where, 'SELECT COUNT(*) AS n FROM delivery WHERE guild = ?1')).toEqual([{ n: 2 }]);
  expect((await run(ada, where, '/task submit', { task: '1', text: 'late' })).text).toContain('time for this task is up');
});

test('a task ends by time, and one that comes again opens its next round', async () => {
  const { where, staff, ada } = await server();
  await make(staff, where, { ends: '12h' });
  await make(staff, where, { recurrence: 'daily', max_claims: 1 });
  await run(ada, where, '/task claim', { task: '2' });
  const later = Date.now() + 26 * 3_600_000;
  await Promise.all(Array.from({ length: 10 }, () => tick(later)));
  expect(await rows(where, 'SELECT task_id, status, round, taken FROM task WHERE guild = ?1')).toEqual([
    { task_id: 1, status: 'expired', round: 1, taken: 0 }, { task_id: 2, status: 'open', round: 2, taken: 0 },
  ]);
  expect((await run(ada, where, '/task claim', { task: '1' })).text).toContain('not open any more');
  expect((await run(ada, where, '/task claim', { task: '2' })).text).toContain('You have claimed **');
});

test('German, and a server that has switched tasks off', async () => {
  const { where, staff } = await server({ locale: { language: 'de' } });
  const ada = person('ada', { locale: 'de' });
  await make({ ...staff, locale: 'de' }, where);
  expect((await run(ada, where, '/task claim', { task: '1' })).text).toContain('Du hast **Sweep** übernommen');
  expect((await run(ada, where, '/task claim', { task: '1' })).text).toContain('schon übernommen');
  await run(ada, where, '/task submit', { task: '1', text: 'fertig' });
  await run(staff, where, '/eco give', { user: ada, amount: 1_000, reason: 'x' });
  await run(staff, where, '/review decide', { submission: '1', verdict: 'accept' });
  const told = await rows<{ steps: string }>(where, 'SELECT steps FROM delivery WHERE guild = ?1');
  expect(told.some(({ steps }) => steps.includes('Dein Guthaben ist jetzt **🪙 1.100**'))).toBe(true);
  await configure(where, { limits: NO_RATE, off: ['tasks'] });
  expect((await run(ada, where, '/task claim', { task: '1' })).text).toContain('abgeschaltet');
});
