import { beforeAll, expect, test, vi } from 'vitest';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, freshId, guild, person, press, run } from '../harness/discord.ts';
import { migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { serveFile, unserveFile } from '../harness/files.ts';
import { handIn, idOf, make, rows } from '../harness/tasks.ts';

beforeAll(migrateAndSend);

/** The outbox sends by itself, an edit some seconds after the last one. */
const soon = { timeout: 30_000, interval: 200 };

const shown = (channel: string): string => JSON.stringify(discord.messages(channel));

test('cards, the role and the word to the member reach Discord, and stay in step', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  const [cards, reviews, role] = [freshId(), freshId(), freshId()];
  await configure(where, { limits: NO_RATE, channels: { tasks: cards, review: reviews } });
  await make(staff, where, { max_claims: 1, role: { role } });
  await vi.waitFor(() => expect(shown(cards)).toContain('1 of 1 left'), soon);
  await handIn(ada, where, '1', 'It *shines*');
  await vi.waitFor(() => expect(shown(reviews)).toContain('Proof 1'), soon);
  await vi.waitFor(() => expect(shown(cards)).toContain('0 of 1 left'), soon);
  // A reviewer presses the button of the card itself.
  const [card] = discord.calls(new RegExp(`^POST /channels/${reviews}/messages$`));
  expect((await press(staff, where, idOf({ status: 200, type: 4, private: false, text: '', data: card?.body }, 'Accept'))).text).toContain('is accepted');
  await vi.waitFor(() => expect(shown(ada.id)).toContain('Your balance is **🪙 100** now'), soon);
  await vi.waitFor(() => expect(discord.calls(new RegExp(`^PUT /guilds/${where.id}/members/${ada.id}/roles/${role}$`))).toHaveLength(1), soon);
  await vi.waitFor(() => expect(shown(reviews)).toContain(`Accepted by <@${staff.id}>`), soon);
  await vi.waitFor(() => expect(shown(cards)).toContain('Closed'), soon);
  expect(discord.messages(cards)).toHaveLength(1);
  const sure = await run(staff, where, '/task-admin close', { task: '1', settle: 'delete' });
  await press(staff, where, idOf(sure, 'Delete it'));
  await vi.waitFor(() => expect([discord.messages(cards), discord.messages(reviews)]).toEqual([[], []]), soon);
  await vi.waitFor(async () => expect(await rows(where, 'SELECT record FROM message WHERE guild = ?1')).toEqual([]), soon);
  expect(await rows(where, 'SELECT steps FROM delivery WHERE guild = ?1')).toEqual([]);
});

test('the card of a proof carries its files itself: Discord forgets what members attach', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  const reviews = freshId();
  await configure(where, { limits: NO_RATE, channels: { review: reviews } });
  await make(staff, where, { proof: 'file' });
  await run(ada, where, '/task claim', { task: '1' });
  const picture = serveFile('a picture', { name: 'my proof (1).png' });
  expect((await run(ada, where, '/task submit', { task: '1', file: { file: picture } })).text).toContain('proof **#1**');
  unserveFile(picture);
  const posted = new RegExp(`^POST /channels/${reviews}/messages$`);
  await vi.waitFor(() => expect(discord.calls(posted)).toHaveLength(1), soon);
  const [card] = discord.calls(posted);
  expect(card?.files).toEqual({ '1-my_proof_1_.png': 'a picture' });
  expect(card?.body.attachments).toEqual([{ id: '0', filename: '1-my_proof_1_.png' }]);
  expect(card?.body.embeds[0].image.url).toBe('attachment://1-my_proof_1_.png');
  expect(JSON.stringify(card?.body)).not.toContain(picture.url);
});
