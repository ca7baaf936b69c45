import type { Messages } from '../../define/feature.ts';

const look = { mention: 'Whom it notifies', role: 'A role that it notifies', pin: 'Pin it in its channel' };
const whom = { everyone: '@everyone', here: '@here' };
const repeats = { none: 'Once', daily: 'Every day', weekly: 'Every week', monthly: 'Every month' };

export const messages: Messages = {
  commands: {
    announce: {
      description: 'Announcements: post, schedule, change',
      post: { description: 'Post an announcement; a form asks for its text', options: { channel: 'Where', title: 'Its headline', ...look }, choices: { mention: whom } },
      schedule: {
        description: 'Write an announcement that is posted later, once or again and again',
        options: { when: 'When: 18:00, tomorrow 9:30, fri 6pm, 2026-12-31 18:00, in 2h', channel: 'Where', repeat: 'How often it comes again', title: 'Its headline', ...look },
        choices: { mention: whom, repeat: repeats },
      },
      edit: {
        description: 'Change an announcement and its message; with no option a form opens',
        options: { announcement: 'Which one', pin: 'Pin it, or take the pin away', when: 'When it is posted', repeat: 'How often it comes again' },
        choices: { repeat: repeats },
      },
      delete: { description: 'Delete an announcement and its messages', options: { announcement: 'Which one' } },
    },
  },
  form: {
    post: 'New announcement', schedule: 'Announcement for later', edit: 'Announcement {{number}}', title: 'Headline', text: 'Text',
    color: 'Colour (makes it an embed)', color_hint: '#4a7fc1', image: 'Address of a picture',
  },
  created: '📣 Announcement #{{number}} **{{title}}** is on its way to {{channel}}.',
  scheduled: '🗓️ Announcement #{{number}} **{{title}}** is kept for {{channel}}.',
  edited: 'Announcement #{{number}} **{{title}}** is changed.',
  deleted: 'Announcement #{{number}} **{{title}}** is deleted, and its messages with it.',
  kept: 'Nothing was deleted.',
  next: 'Next: {{at}} ({{in}})',
  repeats: { daily: 'Every day', weekly: 'Every week', monthly: 'Every month' },
  trouble: '⚠️ In Discord: {{reason}}',
  ask_delete_one: 'Delete announcement #{{number}} **{{title}}** and its message?',
  ask_delete_other: 'Delete announcement #{{number}} **{{title}}** and its messages ({{count}})?',
  buttons: { delete: 'Delete', keep: 'Keep it' },
  task: { reward: 'Reward', ends: 'Ends', how: 'Take it on', over: 'This task is over.', open: 'Open the task', footer: 'Task {{number}}' },
  refused: {
    unknown: 'There is no announcement with that number.',
    unknown_task: 'There is no task with that number.',
    limit: 'A server may have {{max}} announcements. Please delete old ones first.',
    too_long: 'A message may have {{max}} characters with its headline and mention; this one has {{length}}. An embed has room for more.',
    embed_long: 'All texts of an embed together may have {{max}} characters; these have {{length}}.',
    form_long: 'This text is longer than a form can hold ({{max}} characters). Please change it in the dashboard.',
    empty: 'An announcement needs a text, a headline or an embed.',
    posted: 'It is posted already: its channel and time cannot change any more. Please make a new one.',
    no_channel: 'Please name a channel, or set one for announcements with `/config channels`.',
    when_unclear: 'I cannot read that time. Write it like 18:00, tomorrow 9:30, fri 6pm, 2026-12-31 18:00 or in 2h 30m.',
    when_past: 'That time has passed.',
    when_far: 'That is too far ahead: at most a year.',
    color: 'A colour is written like #4a7fc1.',
    image: 'The address of a picture begins with https://.',
  },
};
