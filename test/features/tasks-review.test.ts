import { beforeAll, describe, expect, test } from 'vitest';
import { proofMirror } from '../../src/features/tasks/proof-card.ts';
import { taskMirror } from '../../src/features/tasks/card.ts';
import { readClient } from '../../src/db/client.ts';
import type { MirrorContext } from '../../src/define/mirror.ts';
import { catalogues } from '../../src/app/catalogues.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/settings.ts';
import { commandInteraction, complete, deliver, formInteraction, person, press, run, submit, type Guild } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { serveFile, unserveFile } from '../harness/files.ts';
import { balanceOf, entries } from '../harness/rows.ts';
import { makeItem } from '../harness/shop.ts';
import { decide, handIn, idOf, make, rows, server, setDeadline, tick, written } from '../harness/tasks.ts';

beforeAll(migrate);

const reviewer = (name: string): ReturnType<typeof person> => person(name, { roles: ['300000000000000001'] });
const ROLES = { reviewer: ['300000000000000001'] };

async function mirrors(where: Guild, language: 'en' | 'de' = 'en'): Promise<MirrorContext> {
  return { guildId: where.id, db: readClient(await databaseOf(where.id)), settings: DEFAULT_SETTINGS, texts: catalogues.texts(language, DEFAULT_SETTINGS), now: Date.now() };
}

describe('verdicts', () => {
  test('a reason is asked; who is rejected may try again, in time', async () => {
    const { where, staff, ada, mika } = await server();
    await make(staff, where, { hours: 24 });
    await handIn(ada, where);
    expect((await decide(staff, where, 'reject')).text).toContain('Please say why');
    expect((await decide(mika, where, 'accept')).text).toContain('Only reviewers');
    const form = await press(staff, where, 'tasks_return.1:1:reject');
    expect(form.type).toBe(9);
    expect((await submit(staff, where, form.data.custom_id, { reason: 'Not *clean*' })).text).toContain('is rejected');
    expect((await run(ada, where, '/task mine')).text).toContain('/task appeal 1');
    const told = await rows<{ steps: string }>(where, 'SELECT steps FROM delivery WHERE guild = ?1');
    expect(told[0]?.steps).toContain('Not');
    expect((await run(ada, where, '/task submit', { task: '1', text: 'better' })).text).toContain('proof **#2**');
    expect((await decide(staff, where, 'accept')).text).toContain('has decided on this proof already');
    const changes = await press(staff, where, 'tasks_return.1:2:changes');
    expect((await submit(staff, where, changes.data.custom_id, { reason: 'A picture' })).text).toContain('asked');
    expect((await run(ada, where, '/task submit', { task: '1', text: 'best' })).text).toContain('proof **#3**');
    expect((await decide(staff, where, 'accept', { submission: '3', note: 'Nice' })).text).toContain('is accepted');
    expect(await balanceOf(where.id, ada.id)).toBe(100);
    expect((await decide(staff, where, 'accept', { submission: '77' })).text).toContain('no such proof');
    expect((await run(staff, where, '/review stats', { period: 'day' })).text).toContain('33 %');
  });

  test('nobody decides on their own proof', async () => {
    const { where, staff } = await server();
    await make(staff, where);
    await handIn(staff, where);
    for (const verdict of ['accept', 'reject', 'changes']) expect((await decide(staff, where, verdict, { note: 'x' })).text).toContain('own proof');
    expect((await run(staff, where, '/review reassign', { submission: '1', reviewer: staff })).text).toContain('own proof');
    await expect((await databaseOf(where.id)).prepare("UPDATE submission SET state = 'accepted', decided_by = member, version = version + 1 WHERE guild = ?1").bind(where.id).run())
      .rejects.toThrow('tasks:own');
    expect(await balanceOf(where.id, staff.id)).toBe(0);
  });

  test('above a threshold two have to say yes', async () => {
    const { where, staff, ada } = await server({ roles: ROLES, tasks: { secondReviewAbove: 100 } });
    const [one, two] = [reviewer('one'), reviewer('two')];
    await make(staff, where);
    await handIn(ada, where);
    expect((await decide(one, where, 'accept', { bonus: 50 })).text).toContain('second reviewer');
    expect((await decide(one, where, 'accept')).text).toContain('said yes already');
    expect(await balanceOf(where.id, ada.id)).toBe(0);
    expect((await decide(two, where, 'accept')).text).toContain('🪙 150');
    expect(await balanceOf(where.id, ada.id)).toBe(150);
  });

  test('an appeal goes to somebody else, once', async () => {
    const { where, staff, ada, mika } = await server({ roles: ROLES });
    const [one, two] = [reviewer('one'), reviewer('two')];
    await make(staff, where, { hours: 5 });
    await handIn(ada, where);
    await decide(one, where, 'reject', { note: 'no' });
    expect((await complete(ada, where, '/task appeal', 'submission', '')).map(({ value }) => value)).toEqual(['1']);
    expect((await run(mika, where, '/task appeal', { submission: '1', reason: 'x' })).text).toContain('not your proof');
    await setDeadline(where, Date.now() - 1);
    await tick(Date.now());
    expect((await run(ada, where, '/task appeal', { submission: '1', reason: 'But look' })).text).toContain('appeal is in');
    expect((await decide(one, where, 'accept')).text).toContain('does not decide on its appeal');
    expect((await run(staff, where, '/review queue')).text).toContain('appeal');
    expect((await decide(two, where, 'reject', { note: 'still no' })).text).toContain('is rejected');
    expect((await run(ada, where, '/task appeal', { submission: '1', reason: 'again' })).text).toContain('appealed once already');
    await run(staff, where, '/task-admin create', { title: 'B', reward: 5, description: 'x' });
    await handIn(mika, where, '2');
    await decide(one, where, 'reject', { submission: '2', note: 'no' });
    await run(mika, where, '/task appeal', { submission: '2', reason: 'please' });
    await decide(two, where, 'accept', { submission: '2' });
    expect(await balanceOf(where.id, mika.id)).toBe(5);
    expect((await run(staff, where, '/review stats')).text).toContain('Turned round by appeal\n1');
  });

  test('who opens a proof has it for some minutes; it can be given on and freed', async () => {
    const { where, staff, ada } = await server({ roles: ROLES });
    const [one, two] = [reviewer('one'), reviewer('two')];
    await make(staff, where);
    await handIn(ada, where);
    const queue = await run(one, where, '/review queue', { task: '1' });
    await press(one, where, idOf(queue, 'Open a proof'), ['1']);
    expect((await decide(two, where, 'accept')).text).toContain(`<@${one.id}> is looking at this proof`);
    expect((await run(two, where, '/review reassign', { submission: '1' })).text).toContain('is looking at');
    expect((await run(one, where, '/review queue', { mine: true })).text).toContain('#1');
    expect((await run(one, where, '/review reassign', { submission: '1', reviewer: two })).text).toContain(`is with <@${two.id}>`);
    expect((await run(staff, where, '/review reassign', { submission: '1' })).text).toContain('free for everybody');
    expect((await run(two, where, '/review queue', { mine: true })).text).toContain('Nothing is waiting');
    expect((await complete(one, where, '/review decide', 'submission', 'swe')).map(({ value }) => value)).toEqual(['1']);
    const body = await proofMirror.render(await mirrors(where, 'de'), '1');
    expect(body?.embeds?.[0]?.footer?.text).toBe('Nachweis 1');
    expect((await taskMirror.render(await mirrors(where), '1'))?.embeds?.[0]?.footer?.text).toBe('Task 1');
    expect(await taskMirror.render(await mirrors(where), '9')).toBeNull();
  });

  test('a verdict writes at most 18 rows and the one of its audit; with an item a few more', async () => {
    const { where, staff, ada, mika } = await server();
    const item = await makeItem(staff, where, { name: 'Badge', price: 5 });
    await make(staff, where, { role: { role: '200000000000000001' }, max_claims: 2, ends: '7d', hours: 24 });
    await make(staff, where, { item: String(item), quantity: 3 });
    await Promise.all([ada, mika].map((who) => run(staff, where, '/eco give', { user: who, amount: 1, reason: 'x' })));
    await handIn(ada, where);
    await handIn(mika, where);
    await handIn(ada, where, '2');
    // The cards as the outbox leaves them: shown and in step.
    await (await databaseOf(where.id)).prepare("UPDATE message SET state = 'synced', shown = wanted WHERE guild = ?1").bind(where.id).run();
    expect(await written(() => decide(staff, where, 'accept'))).toBeLessThanOrEqual(19);
    // The one that fills the last slot closes the task with it.
    expect(await written(() => decide(staff, where, 'accept', { submission: '2' }))).toBeLessThanOrEqual(19);
    expect(await written(() => decide(staff, where, 'accept', { submission: '3' }))).toBeLessThanOrEqual(28);
    expect(await rows(where, 'SELECT status, completed FROM task WHERE guild = ?1 AND task_id = 1')).toEqual([{ status: 'closed', completed: 2 }]);
    expect((await entries(where.id)).filter(({ kind }) => kind === 'task_reward')).toHaveLength(4);
  });
});

describe('files', () => {
  test('are copied at once, and the same file of somebody else is shown', async () => {
    const { where, staff, ada, mika } = await server();
    await make(staff, where, { proof: 'file' });
    const picture = serveFile('a picture');
    await run(ada, where, '/task claim', { task: '1' });
    const form = await run(ada, where, '/task submit', { task: '1' });
    const filled = formInteraction(ada, where, form.data.custom_id, { text: '' }, { files: [picture, serveFile('notes', { name: 'notes.txt', type: 'text/plain' })] }) as { id: string };
    const sent = await deliver(filled);
    expect(sent.text).toContain('proof **#1**');
    const stored = await env.FILES.get(`proof/${where.id}/${filled.id}/1`);
    expect(await stored?.text()).toBe('a picture');
    expect(stored?.httpMetadata?.contentType).toBe('image/png');
    unserveFile(picture);
    expect((await deliver(filled)).data).toEqual(sent.data);
    await run(mika, where, '/task claim', { task: '1' });
    expect((await run(mika, where, '/task submit', { task: '1', file: { file: serveFile('a picture', { name: 'mine.png' }) } })).text).toContain('proof **#2**');
    const body = await proofMirror.render(await mirrors(where), '2');
    expect(JSON.stringify(body)).toContain('by another member before: #1');
    expect(JSON.stringify(await proofMirror.render(await mirrors(where), '1'))).not.toContain('by another member');
    const sure = await run(staff, where, '/task-admin close', { task: '1', settle: 'delete' });
    await press(staff, where, idOf(sure, 'Delete it'));
    await expect.poll(async () => env.FILES.head(`proof/${where.id}/${filled.id}/1`), { timeout: 5_000 }).toBeNull();
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM proof_file WHERE guild = ?1')).toEqual([{ n: 0 }]);
  });

  test('what is too large, of a wrong type, from elsewhere or gone is refused, and a link has to be https', async () => {
    const { where, staff, ada } = await server();
    await make(staff, where, { proof: 'none' });
    await run(ada, where, '/task claim', { task: '1' });
    const hand = async (file: ReturnType<typeof serveFile>): Promise<string> => (await run(ada, where, '/task submit', { task: '1', file: { file } })).text;
    expect(await hand(serveFile('x', { size: 8_000_001 }))).toContain('is too large: 8 MB');
    expect(await hand(serveFile(new Uint8Array(8_000_001), { size: 10 }))).toContain('is too large');
    expect(await hand(serveFile('x', { type: 'application/zip', name: 'a.zip' }))).toContain('I cannot take a.zip');
    expect(await hand(serveFile('x', { type: 'image/svg+xml', name: 'a.svg' }))).toContain('I cannot take');
    expect(await hand(serveFile('x', { host: 'https://evil.example' }))).toContain('files from Discord only');
    expect(await hand(serveFile('x', { host: 'https://cdn.discordapp.com.evil.example' }))).toContain('files from Discord only');
    expect(await hand(serveFile('x', { host: 'https://cdn.discordapp.com@evil.example' }))).toContain('files from Discord only');
    expect(await hand(serveFile('x', { host: 'http://cdn.discordapp.com' }))).toContain('files from Discord only');
    expect(await hand(serveFile('x', { answer: () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }) }))).toContain('could not read');
    const gone = serveFile('x');
    unserveFile(gone);
    expect(await hand(gone)).toContain('could not read');
    const six = Array.from({ length: 6 }, () => serveFile('x'));
    expect((await submit(ada, where, 'tasks_submit.1:1', {}, { files: six })).text).toContain('At most 5 files');
    for (const link of ['http://example.org', 'javascript:alert(1)', 'https://x', 'https://a.b/)[x](https://evil.example', 'https://me@evil.example']) {
      expect((await run(ada, where, '/task submit', { task: '1', link })).text).toContain('begins with https://');
    }
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM submission WHERE guild = ?1')).toEqual([{ n: 0 }]);
    expect(await hand(serveFile('x', { host: 'https://cdn.discordapp.com' }))).toContain('proof **#1**');
  });

  test('the same hand-in twice at once is one proof', async () => {
    const { where, staff, ada } = await server();
    await make(staff, where);
    await run(ada, where, '/task claim', { task: '1' });
    const sent = commandInteraction(ada, where, '/task submit', { task: '1', text: 'once' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(sent)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await rows(where, 'SELECT COUNT(*) AS n FROM submission WHERE guild = ?1')).toEqual([{ n: 1 }]);
  });
});
