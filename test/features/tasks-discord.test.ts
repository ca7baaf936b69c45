import { beforeAll, expect, test, vi } from 'vitest';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, freshId, guild, person, press, run } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { handIn, idOf, make, rows } from '../harness/tasks.ts';

beforeAll(migrate);

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
