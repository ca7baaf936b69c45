import { postMessage } from '../../src/discord/rows.ts';
import { recordOf } from '../../src/features/announcements/rows.ts';
import { saveAnnouncement, type Draft } from '../../src/features/announcements/statements.ts';
import { saveEmbed } from '../../src/features/embeds/statements.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { momentOf, wallClock } from '../../src/kernel/wall-clock.ts';
import { DEMO } from '../sandbox/demo.ts';
import { operation, type Event } from './history.ts';

const { channels, members } = DEMO;

const PINNED: Draft = {
  announcementId: 1, version: 1, title: 'Welcome to the Harbour Market', taskId: null, embed: null, channel: channels.announcements, mention: '', pin: 1,
  content: 'Claim your `/daily`, look around with `/shop browse`, and take on a task with `/task list`.', state: 'posted', wall: null, repeat: 'none', due: null,
  posts: 1, postedAt: null,
};

const RULES = {
  title: 'House rules', color: 0xd4a017, fields: [{ name: 'Be kind', value: 'We are all here for the sea.' }, { name: 'One berth a boat', value: 'Twice parked is fined.' }],
  footer: { text: 'The harbourmaster' },
};

/** A pinned announcement, one that comes every week, and a template of an embed with one posted copy. */
export function demoNews(at: number): Event[] {
  const wall = `${wallClock(at + 2 * DAY_MS, 'UTC').slice(0, 10)}T18:00`;
  const weekly: Draft = {
    ...PINNED, announcementId: 2, title: 'Market day tomorrow', content: 'Bring what you want to sell.', pin: 0, state: 'scheduled', repeat: 'weekly', wall,
    due: momentOf(wall, 'UTC'), posts: 0,
  };
  return [
    operation('announcement:1', at, members.ada, {
      kind: 'announcement_create', also: [saveAnnouncement(PINNED, true), postMessage('announcement', recordOf(1, 1), channels.announcements, true)],
    }),
    operation('announcement:2', at, members.ada, { kind: 'announcement_create', also: [saveAnnouncement(weekly)] }),
    operation('embed:1', at, members.ada, {
      kind: 'embed_create', also: [saveEmbed({ embedId: 1, version: 1, name: 'house rules', body: JSON.stringify(RULES), copies: 1, state: 'kept' }), postMessage('embed', '1:1', channels.general)],
    }),
  ];
}
