import { command, group } from '../../../define/command.ts';
import { amount, boolean, choice, string, user } from '../../../define/options.ts';
import { mention } from '../../../kernel/markdown.ts';
import { completeProof, completeTask } from '../completion.ts';
import { showQueue } from '../components/queue.ts';
import { decidedView } from '../components/review.ts';
import { reassign as handOn } from '../lease.ts';
import { reviewStats, STATS_MAX, STATS_PERIODS } from '../queue.ts';
import { recordNumber } from '../settle.ts';
import { decide as decideOn, REASON_MAX, VERDICTS } from '../verdict.ts';
import { BLUE } from '../views/colors.ts';
import { said } from '../views/said.ts';

const change = { permission: 'reviewer', reply: 'private', changes: 'staff', perMinute: 60 } as const;

const queue = command({
  name: 'queue',
  permission: 'reviewer',
  reply: 'private',
  options: { task: string({ autocomplete: completeTask }), mine: boolean() },
  run: (ctx, { task, mine }) => showQueue(ctx, { task: task === undefined ? 0 : recordNumber(task), mine: mine === true, after: 0 }),
});

const decide = command({
  ...change,
  name: 'decide',
  options: {
    submission: string({ required: true, autocomplete: completeProof }), verdict: choice(VERDICTS, { required: true }),
    note: string({ max: REASON_MAX }), bonus: amount(),
  },
  async run(ctx, { submission, verdict, note = '', bonus }) {
    return decidedView(ctx, await decideOn(ctx, recordNumber(submission), { verdict, note, ...(bonus === undefined ? {} : { bonus }) }));
  },
});

const reassign = command({
  ...change,
  name: 'reassign',
  options: { submission: string({ required: true, autocomplete: completeProof }), reviewer: user() },
  async run(ctx, { submission, reviewer }) {
    const done = await handOn(ctx, recordNumber(submission), reviewer);
    const { t } = ctx.privateTexts;
    return said(done.reviewer === null ? t('tasks.review.freed', { number: done.submission }) : t('tasks.review.given', { number: done.submission, user: mention(done.reviewer) }), BLUE);
  },
});

const stats = command({
  name: 'stats',
  permission: 'reviewer',
  reply: 'private',
  options: { period: choice(STATS_PERIODS) },
  async run(ctx, { period = 'month' }) {
    const { t, number } = ctx.privateTexts;
    const found = await reviewStats(ctx, period);
    const decided = found.accepted + found.rejected + found.changes;
    const minutes = found.median === null ? '–' : t('tasks.stats.minutes', { minutes: number(Math.round(found.median / 60_000)) });
    const rate = decided === 0 ? '–' : `${number(Math.round((100 * found.accepted) / decided))} %`;
    const values = { waiting: number(found.waiting), accepted: number(found.accepted), rejected: number(found.rejected), changes: number(found.changes), rate, median: minutes, overturned: number(found.overturned) };
    const fields = Object.entries(values).map(([name, value]) => ({ name: t(`tasks.stats.${name}`), value, inline: true }));
    const description = t(`tasks.commands.review.stats.choices.period.${period}`) + (found.cut ? ` · ${t('tasks.stats.cut', { max: number(STATS_MAX) })}` : '');
    return { embeds: [{ title: t('tasks.stats.title'), description, color: BLUE, fields }], private: true };
  },
});

export const reviewCommands = group('review', [queue, decide, reassign, stats]);
