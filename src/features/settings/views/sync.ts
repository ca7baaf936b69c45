import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import type { Step } from '../../../discord/rows.ts';
import { mention, plainText, relativeTime } from '../../../kernel/markdown.ts';
import type { SyncState } from '../sync/rows.ts';
import { AMBER, GREEN, TEAL } from './colors.ts';

/** Characters of a reason in a list. */
const REASON_ROOM = 140;

/** A reason of the outbox's own in the reader's language; anything else is Discord's sentence. */
function reasonText(ctx: Context, error: string): string {
  const [, own] = /^outbox\.(\w+)$/.exec(error) ?? [];
  return own ? ctx.privateTexts.t(`settings.sync.reasons.${own}`) : plainText(error.slice(0, REASON_ROOM));
}

function recordText(ctx: Context, kind: string, record: string): string {
  const key = `settings.sync.kinds.${kind}`;
  const name = ctx.privateTexts.t(key);
  // A feature may bring cards that this list does not know yet.
  return `${name === key ? plainText(kind) : name} ${plainText(record)}`;
}

function stepText(ctx: Context, step: Step | undefined): string {
  const { t } = ctx.privateTexts;
  switch (step?.do) {
    case 'role': return t(step.add ? 'settings.sync.steps.role' : 'settings.sync.steps.unrole', { role: `<@&${step.role}>`, user: mention(step.member) });
    case 'dm': return t('settings.sync.steps.dm', { user: mention(step.member) });
    case 'post': return t('settings.sync.steps.post', { channel: `<#${step.channel}>` });
    case 'unpost': return t('settings.sync.steps.unpost', { channel: `<#${step.channel}>` });
    case 'webhook': return t('settings.sync.steps.webhook', { host: plainText(URL.canParse(step.url) ? new URL(step.url).host : '?') });
    case 'command': return t('settings.sync.steps.command', { name: plainText(step.name) });
    default: return '?';
  }
}

function list(ctx: Context, title: string, lines: string[], count: number): string[] {
  if (lines.length === 0) return [];
  const left = count - lines.length;
  return [`**${title}**`, ...lines, ...(left > 0 ? [`-# ${ctx.privateTexts.t('settings.values.more', { count: left })}`] : []), ''];
}

/** `/config sync`. */
export function syncView(ctx: Context, { cards, deliveries, failed, dead, off, offCount }: SyncState): MessageReply {
  const { t, number } = ctx.privateTexts;
  const count = (rows: Record<string, number>, state: string): number => rows[state] ?? 0;
  const counted = (['synced', 'pending_sync', 'orphaned', 'failed'] as const).map((state) => `${t(`settings.sync.states.${state}`)}: **${number(count(cards, state))}**`);
  const sent = (['pending', 'dead'] as const).map((state) => `${t(`settings.sync.states.${state}`)}: **${number(count(deliveries, state))}**`);
  const trouble = [
    ...list(ctx, t('settings.sync.off'), off.map(({ channel, code, at }) => `<#${channel}> · ${code} · ${relativeTime(at)}`), offCount),
    ...list(
      ctx, t('settings.sync.failed'),
      failed.map(({ kind, record, channel, error }) => `${recordText(ctx, kind, record)} · <#${channel}> · ${reasonText(ctx, error)}`),
      count(cards, 'failed') + count(cards, 'orphaned'),
    ),
    ...list(ctx, t('settings.sync.dead'), dead.map(({ step, error }) => `${stepText(ctx, step)} · ${reasonText(ctx, error)}`), count(deliveries, 'dead')),
  ];
  const rest = trouble.length > 0 ? trouble : [t('settings.sync.well')];
  const description = [`${t('settings.sync.cards')}: ${counted.join(' · ')}`, `${t('settings.sync.deliveries')}: ${sent.join(' · ')}`, '', ...rest];
  return {
    embeds: [{ title: t('settings.sync.title'), description: description.join('\n').trim(), color: trouble.length > 0 ? AMBER : TEAL }],
    private: true,
  };
}

/** What a press on "Retry all" has set going, as it was committed. */
export function retriedView(ctx: Context, given: { cards: number; deliveries: number; channels: number }): MessageReply {
  const { t } = ctx.privateTexts;
  return { embeds: [{ title: t('settings.sync.retried_title'), description: t('settings.sync.retried', given), color: GREEN }], private: true };
}
