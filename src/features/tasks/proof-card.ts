import type { APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../../define/controls.ts';
import type { Mirror } from '../../define/mirror.ts';
import type { MessageBody } from '../../discord/rows.ts';
import type { Texts } from '../../i18n/texts.ts';
import { mention, plainText, relativeTime } from '../../kernel/markdown.ts';
import { acceptButton, returnButton } from './components/review.ts';
import { duplicatesOf } from './queue.ts';
import { rewardText } from './reward.ts';
import { readSubmission, readTask, type Reader, type SubmissionRow, type TaskRow } from './rows.ts';
import { AMBER, BLUE, GREEN, RED, SLATE } from './views/colors.ts';

const COLORS = { waiting: BLUE, accepted: GREEN, rejected: RED, changes: AMBER, deleted: SLATE };

/** Discord's limit for the value of a field. */
const FIELD_MAX = 1_000;

function fileLines({ number }: Texts, { files }: SubmissionRow): string {
  const lines = files.map(({ name, url, size }) => {
    const label = `${plainText(name)} (${number(Math.ceil(size / 1_000))} kB)`;
    // A link that would make the field too long is left out; the name stays.
    return url.length < 400 ? `[${label}](${url})` : label;
  });
  return lines.reduce((text, line) => (text.length + line.length < FIELD_MAX ? `${text}${text ? '\n' : ''}${line}` : text), '');
}

/** Who has it, who said yes already, how it ended. */
function course({ t }: Texts, proof: SubmissionRow, now: number): string {
  const leased = proof.state === 'waiting' && proof.reviewer !== null && (proof.leaseUntil ?? 0) > now;
  return [
    ...(proof.appealed === 1 ? [t('tasks.proof.appealed', { user: mention(proof.rejectedBy ?? '0') })] : []),
    ...(leased ? [t('tasks.proof.leased', { user: mention(proof.reviewer ?? '0'), until: relativeTime(proof.leaseUntil ?? 0) })] : []),
    ...(proof.firstReviewer === null ? [] : [t('tasks.proof.first', { user: mention(proof.firstReviewer) })]),
    ...(proof.state === 'waiting' || proof.decidedBy === null ? [] : [t(`tasks.proof.${proof.state}`, { user: mention(proof.decidedBy) })]),
  ].join('\n');
}

async function proofEmbed(reader: Reader & { now: number }, texts: Texts, proof: SubmissionRow, task: TaskRow): Promise<APIEmbed> {
  const { t } = texts;
  const twins = await duplicatesOf(reader, proof);
  const state = course(texts, proof, reader.now);
  const picture = proof.files.find(({ type }) => type.startsWith('image/'));
  const files = fileLines(texts, proof);
  return {
    title: t('tasks.proof.title', { task: task.name }).slice(0, 250),
    description: proof.text === '' ? t('tasks.proof.no_text') : plainText(proof.text).slice(0, 4_000),
    color: COLORS[proof.state],
    fields: [
      { name: t('tasks.proof.member'), value: mention(proof.member), inline: true },
      { name: t('tasks.task.reward'), value: await rewardText(reader, texts, task, task.reward + proof.bonus), inline: true },
      { name: t('tasks.proof.handed_in'), value: relativeTime(proof.at), inline: true },
      ...(proof.link ? [{ name: t('tasks.proof.link'), value: proof.link }] : []),
      ...(files ? [{ name: t('tasks.proof.files'), value: files }] : []),
      ...(twins.length > 0 ? [{ name: t('tasks.proof.duplicate'), value: t('tasks.proof.duplicate_of', { numbers: twins.map((id) => `#${id}`).join(', ') }) }] : []),
      ...(proof.appealed === 1 ? [{ name: t('tasks.proof.appeal'), value: plainText(proof.appealReason).slice(0, FIELD_MAX) }] : []),
      ...(state ? [{ name: t('tasks.proof.review'), value: state }] : []),
      ...(proof.reason ? [{ name: t('tasks.proof.reason'), value: plainText(proof.reason).slice(0, FIELD_MAX) }] : []),
    ],
    ...(picture && picture.url.length < 2_000 ? { image: { url: picture.url } } : {}),
    footer: { text: t('tasks.proof.footer', { number: proof.submissionId }) },
  };
}

/** A proof with what a reviewer can say of it. */
export async function proofBody(reader: Reader & { now: number }, texts: Texts, proof: SubmissionRow, task: TaskRow): Promise<MessageBody> {
  const { t } = texts;
  const submission = proof.submissionId;
  const buttons = row(
    button(acceptButton.id({ submission }), t('tasks.buttons.accept'), { style: 'success' }),
    button(returnButton.id({ submission, verdict: 'reject' }), t('tasks.buttons.reject'), { style: 'danger' }),
    button(returnButton.id({ submission, verdict: 'changes' }), t('tasks.buttons.changes')),
  );
  return { embeds: [await proofEmbed(reader, texts, proof, task)], components: proof.state === 'waiting' ? [buttons] : [] };
}

/** The card of a proof in the channel of the reviewers. */
export const proofMirror: Mirror = {
  kind: 'proof',
  whenDeleted: 'orphan',
  async render(ctx, record) {
    const proof = await readSubmission(ctx, Number(record));
    const task = proof && (await readTask(ctx, proof.taskId));
    return proof && task ? proofBody(ctx, ctx.texts, proof, task) : null;
  },
};
