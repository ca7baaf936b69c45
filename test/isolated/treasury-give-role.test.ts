import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runCron } from '../../src/app/cron.ts';
import { runSlice, type SliceTools } from '../../src/features/treasury/bulk/slice.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { admin, controls, deliver, envelope, freshId, guild, person, press, run, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);
afterEach(() => {
  vi.restoreAllMocks();
});

const FIRST = 900_000_000_000_000_000n;
const idOf = (index: number): string => String(FIRST + BigInt(index));

/** A server of so many members, all with the role; the first few are bots, the next few have no role. */
function server(size: number, role: string, { bots = 0, others = 0 } = {}): object[] {
  return Array.from({ length: size }, (_, index) => ({
    user: { id: idOf(index), username: `m${index}`, ...(index < bots ? { bot: true } : {}) },
    roles: index >= bots && index < bots + others ? [] : [role],
  }));
}

/** Answers Discord's list of members by page; `broken` decides which call fails, and how. */
function fakeDiscord(members: object[], broken: (call: number) => Response | Error | undefined = () => undefined) {
  let call = 0;
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const failure = broken((call += 1));
    if (failure instanceof Error) throw failure;
    if (failure) return failure;
    const after = BigInt(url.searchParams.get('after') ?? '0');
    const page = members.filter((member) => BigInt((member as { user: { id: string } }).user.id) > after);
    return Response.json(page.slice(0, Number(url.searchParams.get('limit'))));
  });
}

const denied = (): Response => Response.json({ code: 50_001, message: 'Missing Access' }, { status: 403 });
const button = (answer: Answer, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

async function asked(staff: Person, where: Guild, role: string, amount = 5): Promise<Answer> {
  return run(staff, where, '/eco give-role', { role: { role }, amount, reason: 'season end' });
}

/** The job of a started answer. */
const jobOf = (started: Answer): string => button(started, 'Refresh').split(':')[1] ?? '';

async function rowOf(where: Guild): Promise<{ state: string; done: number; skipped: number; lease_until: number; error: string }> {
  const row = await (await databaseOf(where.id)).prepare('SELECT * FROM job WHERE guild = ?1').bind(where.id).first();
  return row as never;
}

async function untilState(where: Guild, state: string): Promise<void> {
  await vi.waitFor(async () => expect((await rowOf(where)).state).toBe(state), { timeout: 200_000, interval: 100 });
}

const tick = (): Promise<void> => runCron('* * * * *', Date.now(), env);

/** Lets the claim of a stopped worker run out, as a minute of waiting would. */
async function leaseRunsOut(where: Guild): Promise<void> {
  await (await databaseOf(where.id)).prepare('UPDATE job SET lease_until = 0 WHERE guild = ?1').bind(where.id).run();
}

async function paidOnce(where: Guild, expected: number): Promise<void> {
  const given = (await entries(where.id)).filter(({ kind }) => kind === 'admin_give_role');
  expect(given).toHaveLength(expected);
  expect(new Set(given.map(({ to_account: to }) => to)).size).toBe(expected);
}

test('pays 2,500 members once each, leaves out bots, and tells how far it is', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  fakeDiscord(server(2_500, role, { bots: 3, others: 4 }));
  const question = await asked(staff, where, role);
  expect(question.private).toBe(true);
  expect(question.text).toContain(`Everybody with <@&${role}> gets **🪙 5**`);
  const confirm = envelope(staff, where, 3, { custom_id: button(question, 'Start'), component_type: 2 });
  const started = await deliver(confirm);
  expect(started.text).toContain('Started');
  expect((await deliver(confirm)).data).toEqual(started.data);
  expect((await press(staff, where, button(question, 'Start'))).text).toContain('started already');
  await untilState(where, 'done');
  await paidOnce(where, 2_493);
  const shown = await press(staff, where, button(started, 'Refresh'));
  expect(shown.text).toContain('Done');
  expect(shown.text).toContain('2,493');
  expect(controls(shown)).toEqual([]);
  expect((await press(staff, where, button(started, 'Stop'))).text).toContain('not running any more');
  expect(await rowOf(where)).toMatchObject({ done: 2_493, skipped: 3 });
  expect(await audits(where.id)).toMatchObject([{ actor: staff.id, action: 'eco.give-role', target: `role:${role}`, reason: 'season end' }]);
  expect((await entries(where.id))[0]).toMatchObject({ actor: staff.id, note: 'season end', ref: `job:${jobOf(started)}` });
});

test('says what to switch on where Discord does not give the list', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  fakeDiscord([], denied);
  expect((await asked(staff, where, role)).text).toContain('Server Members Intent');
  vi.restoreAllMocks();
  fakeDiscord([], () => new Error('connection lost'));
  expect((await asked(staff, where, role)).text).toContain('please try again');
});

test('a right that is lost on the way ends the job with the same instructions', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  fakeDiscord(server(1_200, role), (call) => (call === 3 ? denied() : undefined));
  const started = await press(staff, where, button(await asked(staff, where, role), 'Start'));
  await untilState(where, 'failed');
  const shown = await press(staff, where, button(started, 'Refresh'));
  expect(shown.text).toContain('Server Members Intent');
  expect(shown.text).toContain('1,000');
  await paidOnce(where, 1_000);
});

test('a worker killed in the middle of a page, then two ticks at once: everybody is paid once', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  const members = server(2_500, role);
  // The slice after the answer finds the network down and stops.
  fakeDiscord(members, (call) => (call === 2 ? new Error('connection lost') : undefined));
  const started = await press(staff, where, button(await asked(staff, where, role), 'Start'));
  await vi.waitFor(async () => expect((await rowOf(where)).error).toBe('waiting'), { timeout: 60_000 });
  expect((await press(staff, where, button(started, 'Refresh'))).text).toContain('goes on within a minute');
  await leaseRunsOut(where);
  // The next one posts a page and a quarter and is gone: its last call never comes back.
  let posts = 0;
  const { promise: killed, resolve: kill } = Promise.withResolvers<void>();
  const stub = guildStub(env, where.id);
  const tools: SliceTools = {
    database: await databaseOf(where.id), now: Date.now,
    listMembers: async (_guild, after, limit) => members.filter((m: any) => BigInt(m.user.id) > BigInt(after)).slice(0, limit) as never,
    async post(ops) {
      const { outcomes } = await stub.call('postAll', { ops });
      if ((posts += 1) < 6) return outcomes;
      kill();
      return new Promise<never>(() => undefined);
    },
  };
  void runSlice(tools, where.id, jobOf(started));
  await killed;
  expect(await rowOf(where)).toMatchObject({ state: 'running', done: 1_000 });
  await tick();
  expect((await rowOf(where)).done).toBe(1_000);
  await leaseRunsOut(where);
  await Promise.all([tick(), tick()]);
  await untilState(where, 'done');
  expect(await rowOf(where)).toMatchObject({ done: 2_500, skipped: 0 });
  await paidOnce(where, 2_500);
});

test('stopping keeps what was paid and pays nobody more', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  fakeDiscord(server(1_500, role), (call) => (call === 3 ? new Error('connection lost') : undefined));
  const started = await press(staff, where, button(await asked(staff, where, role), 'Start'));
  await vi.waitFor(async () => expect((await rowOf(where)).error).toBe('waiting'), { timeout: 60_000 });
  const stop = envelope(staff, where, 3, { custom_id: button(started, 'Stop'), component_type: 2 });
  const stopped = await deliver(stop);
  expect(stopped.text).toContain('Stopped.');
  expect((await deliver(stop)).data).toEqual(stopped.data);
  await leaseRunsOut(where);
  await tick();
  expect(await rowOf(where)).toMatchObject({ state: 'cancelled', done: 1_000 });
  await paidOnce(where, 1_000);
  expect((await audits(where.id)).map(({ action }) => action)).toEqual(['eco.give-role', 'eco.give-role.cancel']);
  expect((await press(staff, where, button(started, 'Refresh'))).text).toContain('Stopped by staff');
});

test('members who cannot be paid are counted as left out', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  await run(staff, where, '/config currency', { cap: 10 });
  const rich = person('rich', { id: idOf(1) });
  await run(staff, where, '/eco give', { user: rich, amount: 8, reason: 'x' });
  await run(staff, where, '/eco freeze', { user: person('cold', { id: idOf(2) }) });
  fakeDiscord(server(6, role, { bots: 1 }));
  await press(staff, where, button(await asked(staff, where, role), 'Start'));
  await untilState(where, 'done');
  expect(await rowOf(where)).toMatchObject({ done: 3, skipped: 3 });
  expect(await balanceOf(where.id, rich.id)).toBe(8);
});

test('the role that everybody has means everybody', async () => {
  const [where, staff] = [guild(), admin()];
  fakeDiscord(server(7, freshId(), { others: 5 }));
  const question = await asked(staff, where, where.id);
  expect(question.text).toContain('@everyone');
  await press(staff, where, button(question, 'Start'));
  await untilState(where, 'done');
  await paidOnce(where, 7);
});

test('buttons: another staff member cannot start it, a member cannot stop it', async () => {
  const [where, staff, role] = [guild(), admin(), freshId()];
  fakeDiscord(server(1, role));
  const question = await asked(staff, where, role);
  expect((await press(admin('other'), where, button(question, 'Start'))).text).toContain('belongs to somebody else');
  expect((await press(person('member'), where, `treasury_job_stop.1:${freshId()}`)).text).toContain('Only moderators');
  expect((await press(staff, where, `treasury_job.1:${freshId()}`)).text).toContain('do not know that job');
});
