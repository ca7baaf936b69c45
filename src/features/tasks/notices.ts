import type { MessageBody } from '../../discord/rows.ts';
import type { Texts } from '../../i18n/texts.ts';
import { plainText, relativeTime } from '../../kernel/markdown.ts';
import { rewardText } from './reward.ts';
import type { Reader, TaskRow } from './rows.ts';
import { AMBER, BLUE, GREEN, RED } from './views/colors.ts';

const quoted = (note: string): string => (note === '' ? '' : `\n> ${plainText(note).replaceAll('\n', '\n> ')}`);
const named = (row: Pick<TaskRow, 'name'>): string => `**${plainText(row.name)}**`;

function notice(texts: Texts, description: string, color: number): MessageBody {
  return { embeds: [{ title: texts.t('tasks.dm.title'), description, color }] };
}

/** The proof was taken. `{{balance}}` is filled in by the statement that writes the row, out of the entry itself. */
export async function acceptedMessage(reader: Reader, texts: Texts, row: TaskRow, amount: number, note: string): Promise<MessageBody> {
  const reward = await rewardText(reader, texts, row, amount);
  const balance = amount > 0 ? `\n${texts.t('tasks.dm.balance', { balance: texts.money(0).replace(/0$/, '{{balance}}') })}` : '';
  return notice(texts, texts.t('tasks.dm.accepted', { task: named(row), reward }) + balance + quoted(note), GREEN);
}

/** The proof was not taken, and what can be done. */
export function decidedMessage(
  texts: Texts, row: TaskRow, verdict: 'reject' | 'changes', note: string, more: { submission: number; deadline: number | null },
): MessageBody {
  const until = more.deadline === null ? '' : `\n${texts.t('tasks.dm.until', { until: relativeTime(more.deadline) })}`;
  const text = texts.t(`tasks.dm.${verdict}`, { task: named(row), number: more.submission }) + quoted(note) + until;
  return notice(texts, text, verdict === 'reject' ? RED : AMBER);
}

/** Staff has claimed a task for the member. */
export function assignedMessage(texts: Texts, row: TaskRow, deadline: number | null): MessageBody {
  const until = deadline === null ? '' : `\n${texts.t('tasks.dm.until', { until: relativeTime(deadline) })}`;
  return notice(texts, texts.t('tasks.dm.assigned', { task: named(row), number: row.taskId }) + until, BLUE);
}

/** The deadline comes near, or has passed. */
export function deadlineMessage(texts: Texts, task: { name: string; id: number }, deadline: number, passed: boolean): MessageBody {
  const params = { task: named(task), number: task.id, until: relativeTime(deadline) };
  return notice(texts, texts.t(passed ? 'tasks.dm.expired' : 'tasks.dm.reminder', params), passed ? RED : AMBER);
}
