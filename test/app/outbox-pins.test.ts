import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pinMessage, postMessage, releaseMessages, removeMessage, removeMessages, touchMessage, touchMessages } from '../../src/discord/rows.ts';
import { env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { Stage } from '../harness/outbox.ts';

beforeAll(migrate);
afterEach(discord.calm);

const MINUTE = 60_000;
const FORBIDDEN = { status: 403, body: { code: 50_013, message: 'Missing Permissions' } };

async function posted(pin: boolean): Promise<Stage> {
  const stage = new Stage();
  stage.records.set('1:1', 'Hello!');
  await stage.write(postMessage('speech', '1:1', stage.channel, pin));
  await stage.send();
  return stage;
}

const card = (stage: Stage) => stage.card('speech', '1:1');
const texts = (stage: Stage): string[] => discord.messages(stage.channel).map(({ content }) => content);
const made = (stage: Stage, call: string): number => discord.calls(new RegExp(`^${call} /channels/${stage.channel}/messages`)).length;
const pins = (stage: Stage): number => discord.calls(new RegExp(`/channels/${stage.channel}/messages/pins/`)).length;

describe('pins', () => {
  test('a message is pinned after it was posted, unpinned without being drawn anew, and pinned again', async () => {
    const stage = await posted(true);
    expect(discord.messages(stage.channel)).toMatchObject([{ content: 'Hello!', pinned: true }]);
    expect(await card(stage)).toMatchObject({ state: 'synced', pin: 1, pinned: 1 });
    for (const pin of [false, true]) {
      await stage.write(pinMessage('speech', '1:1', pin));
      await stage.pass(MINUTE);
      expect(discord.messages(stage.channel)).toMatchObject([{ pinned: pin }]);
    }
    expect([made(stage, 'POST'), made(stage, 'PATCH'), pins(stage)]).toEqual([1, 0, 3]);
    expect(stage.desk.next()).toBeNull();
  });

  test('where the permission is missing the message is shown and says so; it is tried again, and then by asking', async () => {
    const stage = new Stage();
    stage.records.set('1:1', 'Hello!');
    discord.trouble(/\/messages\/pins\//, FORBIDDEN, 99);
    await stage.write(postMessage('speech', '1:1', stage.channel, true));
    await stage.send();
    expect(await card(stage)).toMatchObject({ state: 'pending_sync', shown: 1, pinned: 0, error: 'outbox.pin_forbidden' });
    // A change is not kept back by it.
    stage.records.set('1:1', 'Hello again!');
    await stage.write(touchMessage('speech', '1:1'));
    await stage.send();
    expect(texts(stage)).toEqual(['Hello again!']);
    await stage.pass(120 * MINUTE);
    expect([await card(stage), made(stage, 'PATCH'), pins(stage)]).toMatchObject([{ state: 'failed', error: 'outbox.pin_forbidden' }, 1, 5]);
    expect(await stage.rows('SELECT 1 FROM channel_off WHERE guild = ?1', stage.guild)).toEqual([]);
    stage.records.set('1:1', 'Third');
    await stage.write(touchMessage('speech', '1:1'));
    await stage.pass(MINUTE);
    expect(texts(stage)).toEqual(['Third']);
    discord.calm();
    await stage.write(pinMessage('speech', '1:1', true));
    await stage.pass(MINUTE);
    expect(await card(stage)).toMatchObject({ state: 'synced', pinned: 1, error: '' });
  });

  test('a full channel is told as such, an answer that was lost is asked for again', async () => {
    const full = new Stage();
    full.records.set('1:1', 'Hello!');
    discord.trouble(/\/messages\/pins\//, { status: 400, body: { code: 30_003, message: 'Maximum number of pins reached for the channel (250)' } }, 99);
    await full.write(postMessage('speech', '1:1', full.channel, true));
    await full.send();
    expect(await card(full)).toMatchObject({ error: 'outbox.pin_full', shown: 1 });
    discord.calm();
    const lost = new Stage();
    lost.records.set('1:1', 'Hello!');
    discord.trouble(/\/messages\/pins\//, 'lost', 2);
    await lost.write(postMessage('speech', '1:1', lost.channel, true));
    await lost.pass(5 * MINUTE);
    expect(await card(lost)).toMatchObject({ state: 'synced', pinned: 1 });
  });

  test('who was deleted in Discord before the pin is orphaned, and a pin of what goes is not asked for', async () => {
    const stage = await posted(false);
    discord.clear(stage.channel);
    await stage.write(pinMessage('speech', '1:1', true));
    await stage.pass(MINUTE);
    expect(await card(stage)).toMatchObject({ state: 'orphaned', pinned: 0, message_id: null });
    const going = await posted(true);
    await going.write(removeMessage('speech', '1:1'));
    await going.write(pinMessage('speech', '1:1', false));
    await going.pass(MINUTE);
    expect([texts(going), await card(going), pins(going)]).toEqual([[], null, 1]);
  });
});

describe('a text that names no record', () => {
  const forgotten = (stage: Stage) => env.DB.prepare("UPDATE message SET message_id = NULL, shown = 0, state = 'pending_sync', posting_at = ?2 WHERE guild = ?1 AND record = '1:1'")
    .bind(stage.guild, stage.now - 5 * MINUTE).run();

  test('is found again by what was said then, however Discord trimmed it, and goes on', async () => {
    const stage = await posted(false);
    const [message] = discord.messages(stage.channel);
    if (message) Object.assign(message, { nonce: undefined, content: ' Hello ' });
    await forgotten(stage);
    stage.records.set('1:1', 'Something else');
    stage.restarted();
    await stage.pass(MINUTE);
    await stage.send();
    expect([made(stage, 'POST'), texts(stage)]).toEqual([1, ['Something else']]);
    expect(await card(stage)).toMatchObject({ state: 'synced', message_id: message?.id });
  });

  test('is not taken for the same words of another record, nor for older ones', async () => {
    const stage = await posted(false);
    stage.records.set('2:1', 'Hello!');
    await stage.write(postMessage('speech', '2:1', stage.channel));
    await stage.send();
    for (const message of discord.messages(stage.channel)) delete message.nonce;
    // The first record's own message was never made: what is there belongs to the second.
    discord.messages(stage.channel).shift();
    await forgotten(stage);
    await stage.pass(MINUTE);
    await stage.send();
    expect([made(stage, 'POST'), texts(stage)]).toEqual([3, ['Hello!', 'Hello!']]);
  });

  test('goes with its record, also where only its text is known', async () => {
    const stage = await posted(false);
    await forgotten(stage);
    stage.records.delete('1:1');
    await stage.write(removeMessage('speech', '1:1'));
    await stage.pass(MINUTE);
    expect([texts(stage), await card(stage)]).toEqual([[], null]);
  });

  test('changed before its lost answer came: the nonce gives the old message, which is then drawn anew', async () => {
    const stage = new Stage();
    stage.records.set('1:1', 'first');
    discord.trouble(new RegExp(`^POST /channels/${stage.channel}/`), 'lost');
    await stage.write(postMessage('speech', '1:1', stage.channel));
    await stage.send();
    stage.records.set('1:1', 'second');
    await stage.write(touchMessage('speech', '1:1'));
    await stage.pass(MINUTE);
    expect([texts(stage), made(stage, 'POST'), made(stage, 'PATCH')]).toEqual([['second'], 2, 1]);
  });
});

test('messages of one record are touched, removed and released together, and those of no other', async () => {
  const stage = new Stage();
  for (const record of ['1:1', '1:2', '11:1', '2:1']) {
    stage.records.set(record, `says ${record}`);
    await stage.write(postMessage('speech', record, stage.channel));
  }
  await stage.send();
  for (const record of stage.records.keys()) stage.records.set(record, `now ${record}`);
  await stage.write(touchMessages('speech', 1));
  await stage.pass(MINUTE);
  expect(texts(stage).toSorted()).toEqual(['now 1:1', 'now 1:2', 'says 11:1', 'says 2:1']);
  await stage.write(releaseMessages('speech', 2));
  await stage.write(removeMessages('speech', 1));
  await stage.pass(MINUTE);
  expect(texts(stage).toSorted()).toEqual(['says 11:1', 'says 2:1']);
  expect((await stage.rows('SELECT record FROM message WHERE guild = ?1', stage.guild)).map(({ record }) => record)).toEqual(['11:1']);
});

test('only what a body allows may notify', async () => {
  const stage = await posted(false);
  const [call] = discord.calls(new RegExp(`^POST /channels/${stage.channel}/messages$`));
  expect(call?.body.allowed_mentions).toEqual({ parse: ['everyone'] });
});
