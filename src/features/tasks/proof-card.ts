import type { APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../../define/controls.ts';
import type { Mirror } from '../../define/mirror.ts';
import type { MessageBody, StoredFile } from '../../discord/rows.ts';
import type { Texts } from '../../i18n/texts.ts';
import { mention, plainText, relativeTime } from '../../kernel/markdown.ts';
import { acceptButton, returnButton } from './components/review.ts';
import { duplicatesOf } from './queue.ts';
import { rewardText } from './reward.ts';
import { readSubmission, readTask, type Reader, type SubmissionRow, type TaskRow } from './rows.ts';
import { AMBER, BLUE, GREEN, RED, SLATE } from './views/colors.ts';
import { personName } from './views/person.ts';

const COLORS = { waiting: BLUE, accepted: GREEN, rejected: RED, changes: AMBER, deleted: SLATE };

/** Discord's limit for the value of a field. */
const FIELD_MAX = 1_000;

/** Bytes of all files that a card carries: what Discord lets a bot post. */
const CARRIED_MAX_BYTES = 9_500_000;

/** The files that the card carries itself, by key. Discord's own copies of what a member handed in go away after a while. */
function carriedBy({ files }: SubmissionRow): Map<string, StoredFile> {
  let bytes = 0;
  const carried = files.filter(({ size }) => {
    const fits = bytes + size <= CARRIED_MAX_BYTES;
    if (fits) bytes += size;
    return fits;
  });
  return new Map(carried.map(({ key, name }, index) => [key, { key, name: `${index + 1}-${name.replace(/[^\w.-]+/g, '_')}` }]));
}

function fileLines({ number }: Texts, { files }: SubmissionRow, carried: Map<string, StoredFile>): string {
  const lines = files.map(({ name, url, size, key }) => {
    const label = `${plainText(name)} (${number(Math.ceil(size / 1_000))} kB)`;
    // A link that would make the field too long is left out; the name stays.
    return url.length < 400 && !carried.has(key) ? `[${label}](${url})` : label;
  });
  return lines.reduce((text, line) => (text.length + line.length < FIELD_MAX ? `${text}${text ? '\n' : ''}${line}` : text), '');
}

/** Who has it, who said yes already, how it ended. */
function course({ t }: Texts, proof: SubmissionRow, now: number): string {
  const leased = proof.state === 'waiting' && proof.reviewer !== null && (proof.leaseUntil ?? 0) > now;
  return [
    ...(proof.appealed === 1 ? [t('tasks.proof.appealed', { user: personName(proof.rejectedBy ?? '') })] : []),
    ...(leased ? [t('tasks.proof.leased', { user: personName(proof.reviewer ?? ''), until: relativeTime(proof.leaseUntil ?? 0) })] : []),
    ...(proof.firstReviewer === null ? [] : [t('tasks.proof.first', { user: personName(proof.firstReviewer) })]),
    ...(proof.state === 'waiting' || proof.decidedBy === null ? [] : [t(`tasks.proof.${proof.state}`, { user: personName(proof.decidedBy) })]),
  ].join('\n');
}

async function proofEmbed(
  reader: Reader & { now: number }, texts: Texts, proof: SubmissionRow, task: TaskRow, carried: Map<string, StoredFile>,
): Promise<APIEmbed> {
  const { t } = texts;
  const twins = await duplicatesOf(reader, proof);
  const state = course(texts, proof, reader.now);
  const picture = proof.files.find(({ type }) => type.startsWith('image/'));
  const own = picture && carried.get(picture.key);
  const image = own ? `attachment://${own.name}` : picture?.url;
  const files = fileLines(texts, proof, carried);
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
    ...(image && image.length < 2_000 ? { image: { url: image } } : {}),
    footer: { text: t('tasks.proof.footer', { number: proof.submissionId }) },
  };
}

/**
 * A proof with what a reviewer can say of it.
 * @param carried files that the message carries; an answer to a command carries none and links to Discord's copies
 */
export async function proofBody(
  reader: Reader & { now: number }, texts: Texts, proof: SubmissionRow, task: TaskRow, carried = new Map<string, StoredFile>(),
): Promise<MessageBody> {
  const { t } = texts;
  const submission = proof.submissionId;
  const buttons = row(
    button(acceptButton.id({ submission }), t('tasks.buttons.accept'), { style: 'success' }),
    button(returnButton.id({ submission, verdict: 'reject' }), t('tasks.buttons.reject'), { style: 'danger' }),
    button(returnButton.id({ submission, verdict: 'changes' }), t('tasks.buttons.changes')),
  );
  return { embeds: [await proofEmbed(reader, texts, proof, task, carried)], components: proof.state === 'waiting' ? [buttons] : [] };
}

/** The card of a proof in the channel of the reviewers. */
export const proofMirror: Mirror = {
  kind: 'proof',
  whenDeleted: 'orphan',
  async render(ctx, record) {
    const proof = await readSubmission(ctx, Number(record));
    const task = proof && (await readTask(ctx, proof.taskId));
    if (!proof || !task) return null;
    const carried = carriedBy(proof);
    return { ...(await proofBody(ctx, ctx.texts, proof, task, carried)), files: [...carried.values()] };
  },
};
