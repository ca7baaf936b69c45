import { command, group } from '../../define/command.ts';
import { boolean, channel, choice, role, string, type NamedValue } from '../../define/options.ts';
import { AppError } from '../../kernel/errors.ts';
import { REPEATS } from '../../kernel/wall-clock.ts';
import { TITLE_MAX } from './body.ts';
import { completeAnnouncement, completeWhen } from './completion.ts';
import { askDelete } from './components/delete.ts';
import { openEditForm, openNewForm } from './components/form.ts';
import { editAnnouncement, type AnnouncementChange } from './edit.ts';
import { filledBy } from './form.ts';
import { readAnnouncement } from './rows.ts';
import { announcementNumber } from './settle.ts';
import { whenTyped } from './time.ts';
import { savedView } from './view.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;
const WHEN_MAX = 60;

/** Whom the announcement notifies: a role beats the word beside it. */
const whom = (mention: 'everyone' | 'here' | undefined, picked: NamedValue | undefined): string => picked?.id ?? mention ?? '';

const look = { mention: choice(['everyone', 'here']), role: role(), pin: boolean() };

const post = command({
  ...rules,
  name: 'post',
  options: { channel: channel({ required: true }), title: string({ required: true, min: 1, max: TITLE_MAX }), ...look },
  async run(ctx, { channel: target, title, mention, role: picked, pin }) {
    return openNewForm(ctx, { channel: target.id, mention: whom(mention, picked), pin: pin ? 1 : 0, at: 0, repeat: 'none' }, title);
  },
});

const schedule = command({
  ...rules,
  name: 'schedule',
  options: {
    when: string({ required: true, min: 1, max: WHEN_MAX, autocomplete: completeWhen }), channel: channel({ required: true }),
    repeat: choice(REPEATS), title: string({ min: 1, max: TITLE_MAX }), ...look,
  },
  async run(ctx, { when, channel: target, repeat = 'none', title = '', mention, role: picked, pin }) {
    const at = whenTyped(when, ctx.now, ctx.settings.locale.timezone);
    return openNewForm(ctx, { channel: target.id, mention: whom(mention, picked), pin: pin ? 1 : 0, at, repeat }, title);
  },
});

const edit = command({
  ...rules,
  name: 'edit',
  options: {
    announcement: string({ required: true, autocomplete: completeAnnouncement }), pin: boolean(),
    when: string({ min: 1, max: WHEN_MAX, autocomplete: completeWhen }), repeat: choice(REPEATS),
  },
  async run(ctx, { announcement, pin, when, repeat }) {
    const id = announcementNumber(announcement);
    const change: AnnouncementChange = {
      ...(pin === undefined ? {} : { pin }), ...(repeat === undefined ? {} : { repeat }),
      ...(when === undefined ? {} : { at: whenTyped(when, ctx.now, ctx.settings.locale.timezone) }),
    };
    if (Object.keys(change).length > 0) return savedView(ctx, 'edited', await editAnnouncement(ctx, id, change));
    const found = await readAnnouncement(ctx, id);
    if (!found) throw new AppError('not_found', 'announcements.refused.unknown');
    return openEditForm(ctx, found.row, filledBy(found.row));
  },
});

const remove = command({
  ...rules,
  name: 'delete',
  options: { announcement: string({ required: true, autocomplete: completeAnnouncement }) },
  run: (ctx, { announcement }) => askDelete(ctx, announcementNumber(announcement)),
});

export const announceCommands = group('announce', [post, schedule, edit, remove]);
