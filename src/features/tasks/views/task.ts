import type { APIEmbed } from 'discord-api-types/v10';
import type { Texts } from '../../../i18n/texts.ts';
import { mention, plainText, relativeTime } from '../../../kernel/markdown.ts';
import { rewardText } from '../reward.ts';
import type { Reader, TaskRow } from '../rows.ts';
import { AMBER, BLUE, SLATE } from './colors.ts';

/** Members that a card names before it says how many more. */
const NAMED_MAX = 10;

/** Slots that are left, or null where there is no limit. */
export function slotsLeft({ maxClaims, taken }: TaskRow): number | null {
  return maxClaims === null ? null : Math.max(0, maxClaims - taken);
}

/** Whether another member could claim it now. */
export const isClaimable = (row: TaskRow): boolean => row.status === 'open' && slotsLeft(row) !== 0;

function requirements({ t, number }: Texts, { assigned, requiredRole, perMember }: TaskRow): string {
  const members = assigned.slice(0, NAMED_MAX).map(mention).join(' ');
  const more = assigned.length > NAMED_MAX ? ` +${assigned.length - NAMED_MAX}` : '';
  return [
    ...(requiredRole === null ? [] : [t('tasks.task.role', { role: `<@&${requiredRole}>` })]),
    ...(assigned.length > 0 ? [t('tasks.task.assigned', { members: members + more })] : []),
    ...(perMember > 1 ? [t('tasks.task.per_member', { times: number(perMember) })] : []),
  ].join('\n');
}

function times({ t, number }: Texts, { claimHours, expiresAt, recurrence, roundEnds }: TaskRow): string {
  return [
    ...(claimHours === null ? [] : [t('tasks.task.hours', { hours: number(claimHours) })]),
    ...(expiresAt === null ? [] : [t('tasks.task.ends', { until: relativeTime(expiresAt) })]),
    ...(recurrence === 'none' ? [] : [t(`tasks.recurrences.${recurrence}`)]),
    ...(roundEnds === null ? [] : [t('tasks.task.round', { until: relativeTime(roundEnds) })]),
  ].join('\n');
}

/** A task as the card and `/task view` show it. The footer names it, in every language by its number. */
export async function taskEmbed(reader: Reader, texts: Texts, row: TaskRow): Promise<APIEmbed> {
  const { t, number } = texts;
  const left = slotsLeft(row);
  const slots = left === null ? t('tasks.task.unlimited') : t('tasks.task.slots_left', { left: number(left), all: number(row.maxClaims ?? 0) });
  const granted = row.grantedRole === null ? '' : `\n${t('tasks.task.grants', { role: `<@&${row.grantedRole}>` })}`;
  const rules = requirements(texts, row);
  const time = times(texts, row);
  const color = row.status !== 'open' ? SLATE : left === 0 ? AMBER : BLUE;
  return {
    title: row.name,
    description: [row.status === 'open' ? '' : `**${t(`tasks.statuses.${row.status}`)}**`, plainText(row.description)].filter(Boolean).join('\n\n'),
    color,
    fields: [
      { name: t('tasks.task.reward'), value: (await rewardText(reader, texts, row)) + granted, inline: true },
      { name: t('tasks.task.slots'), value: slots, inline: true },
      { name: t('tasks.task.proof'), value: t(`tasks.proofs.${row.proof}`), inline: true },
      ...(time ? [{ name: t('tasks.task.time'), value: time, inline: true }] : []),
      ...(row.category ? [{ name: t('tasks.task.category'), value: plainText(row.category), inline: true }] : []),
      ...(row.completed > 0 ? [{ name: t('tasks.task.completed'), value: number(row.completed), inline: true }] : []),
      ...(rules ? [{ name: t('tasks.task.rules'), value: rules }] : []),
    ],
    footer: { text: t('tasks.task.footer', { number: row.taskId }) },
  };
}
