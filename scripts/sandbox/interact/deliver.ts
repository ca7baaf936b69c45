import type { UploadedFile } from '../attachments.ts';
import { signatureHeaders } from '../keys.ts';
import type { Identity } from '../keys.ts';

/** Discord waits so long for the first answer. */
export const DEADLINE_MS = 3_000;

export interface Delivery {
  /** null when nothing came back. */
  status: number | null;
  /** The JSON that came back, or the text where it was none. */
  response: unknown;
  files: UploadedFile[];
  elapsed_ms: number;
  problem?: string;
}

export interface Letter {
  url: string;
  body: string;
  timestamp: string;
  signature?: 'bad' | 'missing';
}

function headersOf(identity: Identity, letter: Letter): Record<string, string> {
  const signed = signatureHeaders(identity, letter.timestamp, letter.signature === 'bad' ? `${letter.body} ` : letter.body);
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Discord-Interactions/1.0 (+https://discord.com)',
    ...(letter.signature === 'missing' ? {} : signed),
  };
}

async function readAnswer(answer: Response): Promise<{ response: unknown; files: UploadedFile[]; problem?: string }> {
  if (answer.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const form = await answer.formData();
    const files: UploadedFile[] = [];
    for (const [, part] of form) {
      if (typeof part !== 'string') files.push({ filename: part.name, contentType: part.type, bytes: Buffer.from(await part.arrayBuffer()) });
    }
    return { response: JSON.parse(String(form.get('payload_json'))), files };
  }
  const text = await answer.text();
  try {
    return { response: text === '' ? null : JSON.parse(text), files: [] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { response: text, files: [], problem: 'the answer is not JSON' };
  }
}

/** Posts a signed interaction to the endpoint as Discord does, and waits for its answer until the deadline. */
export async function deliver(identity: Identity, letter: Letter, deadlineMs: number = DEADLINE_MS): Promise<Delivery> {
  const started = performance.now();
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
  try {
    const answer = await fetch(letter.url, {
      method: 'POST', headers: headersOf(identity, letter), body: letter.body, signal: AbortSignal.timeout(deadlineMs), redirect: 'manual',
    });
    const read = await readAnswer(answer);
    return { status: answer.status, elapsed_ms: elapsed(), ...read };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    const late = error instanceof Error && error.name === 'TimeoutError';
    const problem = late ? `the application did not respond within ${deadlineMs / 1000} s` : `the endpoint ${letter.url} could not be reached${cause}`;
    return { status: null, response: null, files: [], elapsed_ms: elapsed(), problem };
  }
}
