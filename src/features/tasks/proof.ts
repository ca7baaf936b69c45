import type { Context } from '../../define/context.ts';
import type { Attachment } from '../../define/options.ts';
import { assertTakable, AttachmentRefused, fetchAttachment, FILE_MAX_BYTES, FILES_MAX } from '../../discord/attachments.ts';
import type { ProofFile } from '../../db/schema/tasks.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import type { TaskRow } from './rows.ts';

/** Lengths of a proof's text and link; the card has to hold them. */
export const PROOF_TEXT_MAX = 1_500;
export const PROOF_LINK_MAX = 300;
const FILENAME_MAX = 80;

/** What a member hands in. */
export interface Proof {
  text: string;
  link: string;
  files: Attachment[];
}

/** A proof as it came from a form or options, made regular. Throws AppError for what can never be taken. */
export function readProof(ctx: Context, text: string | undefined, link: string | undefined, files: Attachment[]): Proof {
  const proof = { text: (text ?? '').trim(), link: (link ?? '').trim(), files };
  if (proof.text.length > PROOF_TEXT_MAX) throw new AppError('invalid', 'errors.text_length', { max: PROOF_TEXT_MAX });
  if (proof.link !== '' && !isWebAddress(proof.link)) throw new AppError('invalid', 'tasks.refused.link');
  if (files.length > FILES_MAX) throw new AppError('invalid', 'tasks.refused.files_many', { max: FILES_MAX });
  try {
    for (const file of files) assertTakable(file, ctx.rest.base);
  } catch (error) {
    if (error instanceof AttachmentRefused) throw AppError.from(fileRefusal(error));
    throw error;
  }
  return proof;
}

function isWebAddress(link: string): boolean {
  if (link.length > PROOF_LINK_MAX || !URL.canParse(link) || /[\s<>()]/.test(link)) return false;
  const { protocol, username, hostname } = new URL(link);
  return protocol === 'https:' && username === '' && hostname.includes('.');
}

/** What the task asks for and the proof has not, or undefined. */
export function missing({ proof: wanted }: Pick<TaskRow, 'proof'>, proof: Proof): Refusal | undefined {
  const given = { none: true, text: proof.text !== '', link: proof.link !== '', file: proof.files.length > 0 };
  return given[wanted] ? undefined : { code: 'invalid', text: `tasks.refused.needs_${wanted}` };
}

function fileRefusal({ problem, filename }: AttachmentRefused): Refusal {
  return {
    code: problem === 'unreachable' ? 'unavailable' : 'invalid', text: `tasks.refused.file_${problem}`,
    params: { file: filename.slice(0, FILENAME_MAX), megabytes: FILE_MAX_BYTES / 1_000_000 },
  };
}

/**
 * Copies the files into the bucket, under the interaction that brought them: a second delivery writes the same objects.
 * @returns the files, or why one of them was not taken
 */
export async function keepFiles(ctx: Context, files: Attachment[]): Promise<ProofFile[] | Refusal> {
  try {
    return await Promise.all(files.map(async (file, index): Promise<ProofFile> => {
      const { bytes, type, sha256 } = await fetchAttachment(file, ctx.rest.base);
      const key = `proof/${ctx.guildId}/${ctx.interactionId}/${index + 1}`;
      await ctx.files.put(key, bytes, { httpMetadata: { contentType: type }, customMetadata: { sha256 } });
      return { name: file.filename.slice(0, FILENAME_MAX), type, size: bytes.byteLength, sha256, key, url: file.url };
    }));
  } catch (error) {
    if (!(error instanceof AttachmentRefused)) throw error;
    log('warn', 'task.file', { guild: ctx.guildId, problem: error.problem, error });
    return fileRefusal(error);
  }
}
