import { beforeAll, describe, expect, test } from 'vitest';
import { fileHeaders } from '../../src/features/tasks/routes/file.ts';
import { knownToDiscord } from '../harness/announcements.ts';
import { api } from '../harness/api.ts';
import { freshId, run, type Guild } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { serveFile } from '../harness/files.ts';
import { intercept } from '../harness/network.ts';
import { audits, balanceOf } from '../harness/rows.ts';
import { handIn, rows, server, TASKS_CHANNEL } from '../harness/tasks.ts';

beforeAll(migrate);

const WELCOME = { name: 'Welcome Members', description: 'Welcome 5 new members', reward: 100, duration_hours: 24, max_claims: -1 };

async function board(settings: Parameters<typeof server>[0] = {}) {
  const here = await server(settings);
  const path = `/api/${here.where.id}`;
  const add = async (more: object = {}): Promise<any> => {
    const answer = await api.post(`${path}/tasks`, { ...WELCOME, ...more });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  return { ...here, path, add };
}

/** Discord's answer to who the server is, with its roles. */
function serveRoles(where: Guild, roles: { id: string; name: string }[]): void {
  intercept((url) => (url.startsWith(`${env.DISCORD_API_BASE}/guilds/${where.id}?`) ? Response.json({ id: where.id, name: 'x', roles }) : null));
}

describe('tasks', () => {
  test('are made with the older bot\'s fields, once for one key, and read back', async () => {
    const { where, path } = await board();
    const key = { 'idempotency-key': 'welcome' };
    const made = await api.post(`${path}/tasks`, WELCOME, key);
    expect(made).toMatchObject({
      status: 201, body: { id: 1, name: 'Welcome Members', status: 'active', max_claims: -1, current_claims: 0, duration_hours: 24, assigned_users: [], version: 1, created_by: 'operator' },
    });
    expect(await api.post(`${path}/tasks`, WELCOME, key)).toMatchObject({ status: 201, body: made.body });
    expect(await api.post(`${path}/tasks`, { ...WELCOME, reward: 1 }, key)).toMatchObject({ status: 422 });
    const one = await api.get(`${path}/tasks/1`);
    expect(one.headers.get('etag')).toBe('"1"');
    expect(one.body).toEqual({ ...made.body, channel_id: TASKS_CHANNEL, sync: { state: 'pending_sync', error: '' } });
    expect(await rows(where, 'SELECT task_id FROM task WHERE guild = ?1')).toHaveLength(1);
    expect(await audits(where.id)).toMatchObject([{ action: 'task.create', source: 'api:POST /api/:server_id/tasks' }]);
  });

  test('are listed by status and category', async () => {
    const { path, add } = await board();
    await add({ category: 'General' });
    await add({ category: 'Events' });
    await add({ category: 'general' });
    await add();
    await api.post(`${path}/tasks/1/close`);
    await api.delete(`${path}/tasks/4`);
    const ids = async (query: string): Promise<number[]> => (await api.get(`${path}/tasks?${query}`)).body.data.map(({ id }: any) => id);
    expect(await ids('')).toEqual([3, 2, 1]);
    expect(await ids('status=active')).toEqual([3, 2]);
    expect(await ids('status=open&category=GENERAL')).toEqual([3]);
    expect(await ids('status=closed')).toEqual([1]);
    expect(await ids('per_page=2&page=2')).toEqual([1]);
    const first = (await api.get(`${path}/tasks?per_page=1`)).body;
    expect(await ids(`per_page=1&cursor=${first.next_cursor}`)).toEqual([2]);
    expect((await api.get(`${path}/tasks/1`)).body.status).toBe('closed');
    expect(await api.get(`${path}/tasks/4`)).toMatchObject({ status: 404 });
    expect(await api.get(`${path}/tasks?status=lost`)).toMatchObject({ status: 400 });
  });

  test('change on the version that was seen, and by a role\'s name', async () => {
    const { where, path, add } = await board();
    await add();
    const role = freshId();
    serveRoles(where, [{ id: where.id, name: '@everyone' }, { id: role, name: 'Greeter' }]);
    const change = (body: object, headers: Record<string, string> = {}) => api.put(`${path}/tasks/1`, body, headers);
    const done = await change({ reward: 150, max_claims: 3, role_name: 'greeter', expires_at: null }, { 'if-match': '"1"', 'idempotency-key': 'e' });
    expect(done).toMatchObject({ status: 200, body: { reward: 150, max_claims: 3, role_id: role, expires_at: null, duration_hours: null, version: 2, name: 'Welcome Members' } });
    expect(await change({ reward: 150, max_claims: 3, role_name: 'greeter', expires_at: null }, { 'if-match': '"1"', 'idempotency-key': 'e' })).toMatchObject({ status: 200, body: done.body });
    expect(await change({ reward: 1 }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await change({ role_name: 'Nobody' })).toMatchObject({ status: 404 });
    expect(await change({ role_name: '@everyone' })).toMatchObject({ status: 400 });
    expect(await change({ role_name: null })).toMatchObject({ status: 200, body: { role_id: null, version: 3 } });
    const assigned = [freshId(), freshId()];
    expect(await change({ assigned_users: assigned, proof: 'link', recurrence: 'daily', per_member: 2 })).toMatchObject({ body: { assigned_users: assigned, proof: 'link', recurrence: 'daily' } });
    for (const [body, field] of [
      [{ reward: -1 }, 'reward'], [{ max_claims: 0 }, 'max_claims'], [{ duration_hours: 0 }, 'duration_hours'], [{ expires_at: 'soon' }, 'expires_at'],
      [{ assigned_users: ['me'] }, 'assigned_users.0'], [{ status: 'closed' }, ''], [{ proof: 'oath' }, 'proof'], [{}, ''], [{ name: '' }, 'name'],
    ] as const) expect(await change(body), JSON.stringify(body)).toMatchObject({ status: 400, body: { error: { fields: expect.arrayContaining([expect.objectContaining({ path: field })]) } } });
    expect(await change({ expires_at: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 400 });
    expect(await change({ reward_item: 9 })).toMatchObject({ status: 404 });
    expect(await api.put(`${path}/tasks/7`, { reward: 1 })).toMatchObject({ status: 404 });
    expect(await api.post(`${path}/tasks/1/close`, {}, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await api.post(`${path}/tasks/1/close`)).toMatchObject({ status: 200, body: { id: 1, status: 'closed', settle: 'keep' } });
    expect(await api.post(`${path}/tasks/1/close`)).toMatchObject({ status: 409 });
    expect(await change({ reward: 1 })).toMatchObject({ status: 409 });
  });

  test('show their claims, are announced, and go with everything below them', async () => {
    const { where, path, add, ada, mika } = await board();
    await add({ proof: 'text' });
    await handIn(ada, where);
    await run(mika, where, '/task claim', { task: '1' });
    const claims = (await api.get(`${path}/tasks/1/claims`)).body.data;
    expect(claims.map(({ user_id: user, state }: any) => [user, state]).toSorted()).toEqual([[ada.id, 'submitted'], [mika.id, 'claimed']].toSorted());
    expect((await api.get(`${path}/tasks/1/claims?state=claimed`)).body.data).toMatchObject([{ user_id: mika.id, submission_id: null }]);
    const first = (await api.get(`${path}/tasks/1/claims?per_page=1`)).body;
    const second = (await api.get(`${path}/tasks/1/claims?per_page=1&cursor=${first.next_cursor}`)).body;
    expect([...first.data, ...second.data]).toEqual(claims);
    expect(second.next_cursor).toBeNull();
    expect((await api.get(`${path}/tasks/1`)).body.current_claims).toBe(2);
    const channel = freshId();
    knownToDiscord(where, channel);
    expect(await api.post(`${path}/tasks/1/announce`, { channel_id: freshId() })).toMatchObject({ status: 404 });
    expect(await api.post(`${path}/tasks/1/announce`, { channel_id: channel })).toMatchObject({ status: 202, body: { channel_id: channel } });
    expect(await rows(where, "SELECT channel FROM message WHERE guild = ?1 AND kind = 'task'")).toEqual([{ channel }]);
    expect(await api.delete(`${path}/tasks/1`)).toMatchObject({ status: 200, body: { id: 1, status: 'deleted' } });
    expect(await rows(where, 'SELECT removed FROM message WHERE guild = ?1 ORDER BY kind')).toEqual([{ removed: 1 }, { removed: 1 }]);
    expect(await rows(where, 'SELECT member FROM claim WHERE guild = ?1')).toEqual([]);
    expect((await api.get(`${path}/submissions?state=all`)).body.data).toEqual([]);
    for (const gone of ['tasks/1', 'tasks/1/claims', 'submissions/1']) expect(await api.get(`${path}/${gone}`), gone).toMatchObject({ status: 404 });
    expect(await api.delete(`${path}/tasks/1`)).toMatchObject({ status: 404 });
  });
});

describe('submissions', () => {
  test('are listed oldest first, by state, task and member', async () => {
    const { where, path, add, ada, mika } = await board();
    await add({ proof: 'text' });
    await add({ proof: 'text', name: 'Sweep' });
    await handIn(ada, where);
    await handIn(mika, where);
    await handIn(ada, where, '2');
    await api.post(`${path}/submissions/2/verdict`, { verdict: 'reject', note: 'Not clean' });
    const ids = async (query: string): Promise<number[]> => (await api.get(`${path}/submissions?${query}`)).body.data.map(({ id }: any) => id);
    expect(await ids('')).toEqual([1, 3]);
    expect(await ids('state=all')).toEqual([1, 2, 3]);
    expect(await ids('state=rejected')).toEqual([2]);
    expect(await ids('task_id=1')).toEqual([1]);
    expect(await ids(`state=all&user_id=${ada.id}`)).toEqual([1, 3]);
    expect(await ids('state=all&per_page=2&page=2')).toEqual([3]);
    const page = (await api.get(`${path}/submissions?per_page=1`)).body;
    expect(await ids(`per_page=1&cursor=${page.next_cursor}`)).toEqual([3]);
    expect((await api.get(`${path}/submissions/2`)).body).toMatchObject({
      task_name: 'Welcome Members', user_id: mika.id, text: 'done', state: 'rejected', decided_by: 'operator', reason: 'Not clean', duplicates: [], version: 2,
    });
  });

  test('a verdict pays once, says from where it came, and is refused on an old version', async () => {
    const { where, path, add, ada } = await board();
    await add({ proof: 'text', max_claims: 1 });
    await handIn(ada, where);
    const verdict = (body: object, headers: Record<string, string> = {}) => api.post(`${path}/submissions/1/verdict`, body, headers);
    expect(await verdict({ verdict: 'reject' })).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'note' }] } } });
    expect(await verdict({ verdict: 'maybe' })).toMatchObject({ status: 400 });
    expect(await verdict({ verdict: 'accept' }, { 'if-match': '"9"' })).toMatchObject({ status: 412 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => verdict({ verdict: 'accept', bonus: 20, note: 'Nice' }, { 'idempotency-key': 'v', 'if-match': '"1"' })));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { id: 1, outcome: 'accept', amount: 120, user_id: ada.id, task_name: 'Welcome Members' } });
    expect(await verdict({ verdict: 'accept' })).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('operator has decided') } } });
    expect(await balanceOf(where.id, ada.id)).toBe(120);
    expect((await audits(where.id)).filter(({ action }) => action === 'review.decide')).toMatchObject([
      { actor: 'operator', target: 'submission:1', before: '{"state":"waiting"}', after: '{"outcome":"accept","amount":120}', reason: 'Nice', source: 'api:POST /api/:server_id/submissions/:submission_id/verdict' },
    ]);
    expect((await api.get(`${path}/tasks/1`)).body).toMatchObject({ status: 'closed', completed: 1 });
    expect(await api.post(`${path}/submissions/8/verdict`, { verdict: 'accept' })).toMatchObject({ status: 404 });
  });

  test('a lease is taken, kept from others, and freed', async () => {
    const { where, path, add, staff, ada } = await board();
    await add({ proof: 'text' });
    await handIn(ada, where);
    const lease = (action: string) => api.post(`${path}/submissions/1/lease`, { action });
    const taken = await lease('take');
    expect(taken).toMatchObject({ status: 200, body: { id: 1, reviewer: 'operator' } });
    expect((await api.get(`${path}/submissions/1`)).body).toMatchObject({ reviewer: 'operator', lease_until: taken.body.lease_until });
    expect((await run(staff, where, '/review decide', { submission: '1', verdict: 'accept' })).text).toContain('operator is looking at this proof');
    expect(await lease('free')).toMatchObject({ status: 200, body: { reviewer: null, lease_until: null } });
    expect((await run(staff, where, '/review decide', { submission: '1', verdict: 'accept' })).text).toContain('is accepted');
    expect(await lease('take')).toMatchObject({ status: 409 });
    expect((await audits(where.id)).filter(({ action }) => action.startsWith('review.'))).toMatchObject([
      { action: 'review.open', after: '{"reviewer":"operator"}' },
      { action: 'review.reassign', before: '{"reviewer":"operator"}', after: '{"reviewer":null}' },
      { action: 'review.decide', actor: staff.id, source: 'discord:/review decide', reason: '' },
    ]);
    expect(await lease('keep')).toMatchObject({ status: 400 });
  });

  test('files come out of the bucket, and can do nothing in a browser', async () => {
    const { where, path, add, ada } = await board();
    await add({ proof: 'file' });
    await run(ada, where, '/task claim', { task: '1' });
    const content = 'a picture, believe me';
    await run(ada, where, '/task submit', { task: '1', file: { file: serveFile(content, { name: 'pröof "1".png' }) } });
    const { files } = (await api.get(`${path}/submissions/1`)).body;
    expect(files).toMatchObject([{ type: 'image/png', size: content.length, url: `${path}/submissions/1/files/1` }]);
    const file = await api.get(files[0].url);
    expect([file.status, file.body]).toEqual([200, content]);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'", 'content-length': String(content.length),
    });
    expect(file.headers.get('content-disposition')).toMatch(/^inline; filename="[\w.-]+"; filename\*=UTF-8''[\w%.-]+$/);
    for (const [n, status] of [[2, 404], [0, 400], [6, 400]]) expect(await api.get(`${path}/submissions/1/files/${n}`)).toMatchObject({ status });
    expect(fileHeaders({ name: 'a.svg', type: 'image/svg+xml' })).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment/) });
    expect(fileHeaders({ name: 'a.html', type: 'text/html' })['content-type']).toBe('application/octet-stream');
    expect(fileHeaders({ name: 'a\r\nset-cookie: x', type: 'text/plain' })['content-disposition']).not.toMatch(/[\r\n]/);
    expect(fileHeaders({ name: '\ud800', type: 'application/pdf' })['content-type']).toBe('application/pdf');
  });
});
