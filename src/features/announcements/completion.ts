import type { Context } from '../../define/context.ts';
import type { Choice } from '../../define/options.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { typedMoment } from '../../kernel/typed-time.ts';
import { daysLater, wallClock } from '../../kernel/wall-clock.ts';
import { listAnnouncements } from './rows.ts';
import { nameOf } from './view.ts';

/** Announcements that a completion looks through. */
const LOOKED_MAX = 200;

/** Announcements whose number begins with what is typed, or whose name has it. */
export async function completeAnnouncement(ctx: Context, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase().replace(/^#/, '');
  const rows = await listAnnouncements(ctx, {}, LOOKED_MAX);
  return rows.map(({ row }) => ({ id: String(row.announcementId), name: nameOf(row) }))
    .filter(({ id, name }) => id.startsWith(wanted) || name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ name: `#${id} · ${name}`, value: id }));
}

/** What a typed time means, in full; while nothing is typed, a few times that are near. */
export function completeWhen(ctx: Context, typed: string): Promise<Choice[]> {
  const { timezone } = ctx.settings.locale;
  const today = wallClock(ctx.now, timezone).slice(0, 10);
  const near = ['09:00', '18:00'].flatMap((clock) => [`${today} ${clock}`, `${daysLater(`${today}T00:00`, 1).slice(0, 10)} ${clock}`]);
  const meant = typed.trim() === '' ? near.toSorted() : [typed];
  const shown = new Intl.DateTimeFormat(ctx.privateTexts.language, { timeZone: timezone, dateStyle: 'full', timeStyle: 'short' });
  return Promise.resolve(meant.flatMap((text) => {
    const at = typedMoment(text, ctx.now, timezone);
    if (at === undefined || at <= ctx.now || at > ctx.now + 366 * DAY_MS) return [];
    return [{ name: `${shown.format(at)} (${timezone})`, value: wallClock(at, timezone).replace('T', ' ') }];
  }));
}
