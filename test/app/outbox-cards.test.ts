import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { postMessage, removeMessage, touchMessage } from '../../src/discord/rows.ts';
import { freshId } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { Stage } from '../harness/outbox.ts';

beforeAll(migrate);
afterEach(discord.calm);

const MINUTE = 60_000;

async function posted(kind = 'note', settings = {}): Promise<Stage> {
  const stage = new Stage(settings);
  stage.records.set('1', 'first');
  await stage.write(postMessage(kind, 1, stage.channel));
  await stage.send();
  return stage;
}

const texts = (stage: Stage): (string | undefined)[] => discord.messages(stage.channel).map(({ embeds }) => embeds[0]?.description);
const made = (stage: Stage, method: string): number => discord.calls(new RegExp(`^${method} /channels/${stage.channel}/`)).length;

test('a card is created once, silent to everybody, and its row says so', async () => {
  const stage = await posted();
  await stage.send();
  await stage.pass(30 * MINUTE);
  expect(texts(stage)).toEqual(['first']);
  const [call] = discord.calls(new RegExp(`^POST /channels/${stage.channel}/messages$`));
  expect(call?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
  expect(call?.body.nonce).toHaveLength(25);
  expect(await stage.card('note')).toMatchObject({ state: 'synced', shown: 1, wanted: 1, posting_at: null, message_id: discord.messages(stage.channel)[0]?.id });
  expect(stage.desk.next()).toBeNull();
});

test('fifty changes become one edit, of the latest version, a few seconds after the last drawing', async () => {
  const stage = await posted();
  for (let change = 0; change < 50; change += 1) {
    stage.records.set('1', `change ${change}`);
    await stage.write(touchMessage('note', 1));
    if (change % 10 === 0) await stage.send();
  }
  expect(made(stage, 'PATCH')).toBe(0);
  await stage.pass(10_000);
  expect([made(stage, 'PATCH'), texts(stage)]).toEqual([1, ['change 49']]);
  expect(await stage.card('note')).toMatchObject({ state: 'synced', shown: 51, wanted: 51 });
});

test('a card that is sent to another channel leaves none behind in the old one', async () => {
  const [stage, other] = [await posted(), freshId()];
  await stage.write(postMessage('note', 1, other));
  await stage.pass(MINUTE);
  expect([texts(stage), discord.messages(other).length, await stage.deliveries()]).toEqual([[], 1, []]);
  expect(await stage.card('note')).toMatchObject({ channel: other, state: 'synced' });
});

describe('what happens while a call is on its way', () => {
  test('a change is sent once more', async () => {
    const stage = await posted();
    discord.trouble(new RegExp(`^PATCH /channels/${stage.channel}/`), async () => {
      stage.records.set('1', 'third');
      await stage.write(touchMessage('note', 1));
    });
    stage.records.set('1', 'second');
    await stage.write(touchMessage('note', 1));
    await stage.pass(6_000);
    expect([made(stage, 'PATCH'), texts(stage)]).toEqual([1, ['second']]);
    expect(await stage.card('note')).toMatchObject({ state: 'pending_sync', shown: 2, wanted: 3 });
    await stage.pass(6_000);
    expect([made(stage, 'PATCH'), texts(stage)]).toEqual([2, ['third']]);
  });

  test('a card that moves is posted in the new channel and taken out of the old one', async () => {
    const [stage, other] = [new Stage(), freshId()];
    stage.records.set('1', 'first');
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), () => stage.write(postMessage('note', 1, other)));
    await stage.write(postMessage('note', 1, stage.channel));
    await stage.pass(MINUTE);
    expect([texts(stage), discord.messages(other).length, await stage.deliveries()]).toEqual([[], 1, []]);
    expect(await stage.card('note')).toMatchObject({ channel: other, state: 'synced' });
  });

  test('a record that goes takes the message along that was just being made', async () => {
    const stage = new Stage();
    stage.records.set('1', 'first');
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), () => stage.write(removeMessage('note', 1)));
    await stage.write(postMessage('note', 1, stage.channel));
    await stage.pass(MINUTE);
    expect([made(stage, 'POST'), texts(stage), await stage.card('note')]).toEqual([1, [], null]);
  });
});

test('a deleted task card is orphaned and stays so; a deleted shop card is posted anew', async () => {
  const [note, ware] = [await posted('note'), await posted('ware')];
  for (const [stage, kind] of [[note, 'note'], [ware, 'ware']] as const) {
    discord.clear(stage.channel);
    await stage.write(touchMessage(kind, 1));
    await stage.pass(MINUTE);
    await stage.write(touchMessage(kind, 1));
    await stage.pass(MINUTE);
  }
  expect([texts(note), await note.card('note')]).toMatchObject([[], { state: 'orphaned', message_id: null, error: 'outbox.deleted' }]);
  expect([texts(ware), await ware.card('ware')]).toMatchObject([['first'], { state: 'synced' }]);
  await note.write(postMessage('note', 1, note.channel));
  await note.send();
  expect(texts(note)).toEqual(['first']);
});

test('a record that goes takes its message and its row along, also where the message is gone already', async () => {
  for (const clear of [false, true]) {
    const stage = await posted();
    if (clear) discord.clear(stage.channel);
    await stage.write(removeMessage('note', 1));
    await stage.send();
    expect([texts(stage), await stage.card('note')]).toEqual([[], null]);
  }
  const stage = await posted();
  stage.records.delete('1');
  await stage.write(touchMessage('note', 1));
  await stage.pass(MINUTE);
  expect([texts(stage), await stage.card('note')]).toEqual([[], null]);
});

describe('what may have arrived', () => {
  test('the answer was lost: the same nonce within two minutes is one message', async () => {
    const stage = new Stage();
    stage.records.set('1', 'first');
    await stage.write(postMessage('note', 1, stage.channel));
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), 'lost', 3);
    await stage.send();
    expect(await stage.card('note')).toMatchObject({ state: 'pending_sync', attempts: 1, error: 'outbox.no_answer' });
    await stage.pass(2 * MINUTE);
    const nonces = discord.calls(new RegExp(`^POST /channels/${stage.channel}/`)).map(({ body }) => body.nonce as string);
    expect([nonces.length, new Set(nonces).size, texts(stage)]).toEqual([4, 1, ['first']]);
    expect(await stage.card('note')).toMatchObject({ state: 'synced', attempts: 0 });
  });

  test('the object died before it wrote the row: later it finds its message by the footer and goes on with it', async () => {
    const stage = await posted();
    const [message] = discord.messages(stage.channel);
    // As it was before the answer came, five minutes ago; Discord has forgotten the nonce.
    await env.DB.prepare("UPDATE message SET message_id = NULL, shown = 0, state = 'pending_sync', posting_at = ?2 WHERE guild = ?1").bind(stage.guild, stage.now - 5 * MINUTE).run();
    if (message) delete message.nonce;
    stage.records.set('1', 'second');
    stage.restarted();
    await stage.pass(MINUTE);
    await stage.send();
    expect([made(stage, 'POST'), texts(stage)]).toEqual([1, ['second']]);
    expect(await stage.card('note')).toMatchObject({ state: 'synced', message_id: message?.id });
  });

  test('the record goes meanwhile: its message is found by the footer and goes too', async () => {
    const stage = await posted();
    await env.DB.prepare("UPDATE message SET message_id = NULL, shown = 0, posting_at = ?2 WHERE guild = ?1").bind(stage.guild, stage.now).run();
    await stage.write(removeMessage('note', 1));
    await stage.send();
    expect([texts(stage), await stage.card('note')]).toEqual([[], null]);
  });

  test('it never arrived: it is looked for, not found, and sent', async () => {
    const stage = new Stage();
    stage.records.set('1', 'first');
    await stage.write(postMessage('note', 1, stage.channel));
    await env.DB.prepare('UPDATE message SET posting_at = ?2 WHERE guild = ?1').bind(stage.guild, stage.now - 5 * MINUTE).run();
    await stage.send();
    expect([made(stage, 'GET'), made(stage, 'POST'), texts(stage)]).toEqual([1, 1, ['first']]);
  });
});

describe('refusals', () => {
  test.each([
    ['403', { status: 403, body: { code: 50_001, message: 'Missing Access' } }],
    ['404', { status: 404, body: { code: 10_003, message: 'Unknown Channel' } }],
  ])('a channel that answers %s is switched off and the admins hear it once', async (_name, refusal) => {
    const logChannel = freshId();
    const stage = new Stage({ channels: { log: logChannel } });
    for (const record of ['1', '2', '3']) {
      stage.records.set(record, record);
      await stage.write(postMessage('note', record, stage.channel));
    }
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), refusal, 99);
    await stage.send();
    await stage.pass(MINUTE);
    await stage.write(postMessage('note', 1, stage.channel));
    await stage.send();
    expect(made(stage, 'POST')).toBe(1);
    for (const record of ['1', '2', '3']) expect(await stage.card('note', record)).toMatchObject({ state: 'failed', error: 'outbox.channel_off' });
    expect(discord.messages(logChannel).map(({ content }) => content)).toEqual([`off ${stage.channel} ${refusal.body.code}`]);
    expect(await stage.deliveries()).toEqual([]);
  });

  test('a message that Discord does not take fails at once, with its sentence, and the next one is sent', async () => {
    const stage = new Stage();
    for (const record of ['1', '2']) {
      stage.records.set(record, record);
      await stage.write(postMessage('note', record, stage.channel));
    }
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), { status: 400, body: { code: 50_035, message: 'Invalid Form Body' } });
    await stage.send();
    const states = [(await stage.card('note', '1'))?.state, (await stage.card('note', '2'))?.state].sort();
    expect(states).toEqual(['failed', 'synced']);
    const failed = (await stage.card('note', '1'))?.state === 'failed' ? await stage.card('note', '1') : await stage.card('note', '2');
    expect(failed?.error).toBe('Invalid Form Body (50035)');
  });

  test('429 is waited for as long as Discord says and counts as no attempt', async () => {
    const stage = new Stage();
    stage.records.set('1', 'first');
    await stage.write(postMessage('note', 1, stage.channel));
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), { status: 429, body: { retry_after: 40, global: false }, headers: { 'x-ratelimit-scope': 'user' } });
    const started = stage.now;
    await stage.send();
    expect([made(stage, 'POST'), stage.desk.next()]).toEqual([1, started + 40_000]);
    expect(await stage.card('note')).toMatchObject({ state: 'pending_sync', attempts: 0 });
    await stage.pass(39_000);
    expect(made(stage, 'POST')).toBe(1);
    await stage.pass(2_000);
    expect([made(stage, 'POST'), texts(stage)]).toEqual([2, ['first']]);
  });

  test('a global 429 and the plain text of a ban stop everything, a refused token for ten minutes', async () => {
    for (const [answer, wait] of [
      [{ status: 429, body: { retry_after: 20, global: true } }, 20_000],
      [{ status: 429, body: 'error code: 1015', headers: { 'retry-after': '7200' } }, 7_200_000],
      [{ status: 401, body: { code: 0, message: '401: Unauthorized' } }, 600_000],
    ] as const) {
      const stage = new Stage();
      stage.records.set('1', 'first');
      await stage.write(postMessage('note', 1, stage.channel));
      discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), answer);
      const started = stage.now;
      await stage.send();
      expect(stage.desk.next()).toBe(started + wait);
      stage.restarted();
      await stage.pass(wait - 1_000);
      expect(made(stage, 'POST')).toBe(1);
      await stage.pass(2_000);
      expect(texts(stage)).toEqual(['first']);
    }
  });

  test('500 is tried again, longer apart each time, eight times; then the card has failed', async () => {
    const stage = new Stage();
    stage.records.set('1', 'first');
    await stage.write(postMessage('note', 1, stage.channel));
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), { status: 500 }, 99);
    const gaps: number[] = [];
    for (let last = stage.now, run = 0; run < 9; run += 1) {
      await (run === 0 ? stage.send() : stage.pass((stage.desk.next() ?? stage.now) - stage.now));
      gaps.push(Math.round((stage.now - last) / 1_000));
      last = stage.now;
    }
    expect(gaps).toEqual([0, 2, 6, 18, 54, 162, 486, 1_458, 0]);
    expect(made(stage, 'POST')).toBe(8);
    expect(await stage.card('note')).toMatchObject({ state: 'failed', error: 'outbox.no_answer' });
  });

  test('half of the invalid calls that Discord allows are the end for ten minutes', async () => {
    const stage = await posted();
    for (let call = 0; call < 5_000; call += 1) stage.store.countInvalid(stage.now);
    await stage.write(touchMessage('note', 1));
    const until = (Math.floor(stage.now / MINUTE) + 10) * MINUTE;
    await stage.send();
    await stage.pass(until - stage.now - 1);
    expect(made(stage, 'PATCH')).toBe(0);
    await stage.pass(MINUTE);
    expect(made(stage, 'PATCH')).toBe(1);
  });
});

test('a bucket is honoured before it is empty, and each channel has its own', async () => {
  const stage = new Stage();
  const other = freshId();
  for (let record = 0; record < 4; record += 1) {
    stage.records.set(`${record}`, 'x');
    await stage.write(postMessage('note', record, record < 3 ? stage.channel : other));
  }
  discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), {
    status: 200, body: { id: freshId() }, headers: { 'x-ratelimit-bucket': 'b', 'x-ratelimit-remaining': '1', 'x-ratelimit-reset-after': '60' },
  });
  await stage.send();
  expect([made(stage, 'POST'), discord.messages(other).length]).toEqual([2, 1]);
  await stage.pass(61_000);
  expect(made(stage, 'POST')).toBe(3);
});

test('a call that hangs in one channel does not keep another one waiting', async () => {
  const stage = new Stage();
  const other = freshId();
  for (const [record, channel] of [['1', stage.channel], ['2', other]] as const) {
    stage.records.set(record, record);
    await stage.write(postMessage('note', record, channel));
  }
  discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), 'hang');
  const started = Date.now();
  const sending = stage.send();
  while (discord.messages(other).length === 0 && Date.now() - started < 7_000) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(Date.now() - started).toBeLessThan(5_000);
  await sending;
  expect(await stage.card('note', '1')).toMatchObject({ state: 'pending_sync', attempts: 1, error: 'outbox.no_answer' });
  await stage.pass(MINUTE);
  expect(texts(stage)).toEqual(['1']);
});
