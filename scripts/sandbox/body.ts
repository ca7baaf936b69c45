import type { IncomingMessage } from 'node:http';
import { ATTACHMENT_BYTES } from './attachments.ts';
import type { UploadedFile } from './attachments.ts';
import { failure } from './errors.ts';

const BODY_BYTES = 3 * ATTACHMENT_BYTES;

export interface ReadBody {
  /** The JSON value; undefined when there was no body. */
  json: unknown;
  files: UploadedFile[];
  isForm: boolean;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding is set on the stream
    size += bytes.length;
    if (size > BODY_BYTES) throw failure(40005);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw failure(50109);
    throw error;
  }
}

async function readForm(bytes: Buffer, contentType: string): Promise<ReadBody> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': contentType } }).formData();
  const files: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  for (const [name, part] of form) {
    if (typeof part === 'string') fields[name] = part;
    else {
      const content = Buffer.from(await part.arrayBuffer());
      if (content.length > ATTACHMENT_BYTES) throw failure(40005);
      files.push({ filename: part.name, contentType: part.type, bytes: content });
    }
  }
  const { payload_json: payload, ...rest } = fields;
  return { json: payload === undefined ? rest : parse(payload), files, isForm: true };
}

/** Reads a request's body: JSON, or a form with payload_json and files. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const bytes = await bytesOf(request);
  const contentType = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { json: undefined, files: [], isForm: false };
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(contentType)) return readForm(bytes, contentType);
  return { json: parse(bytes.toString('utf8')), files: [], isForm: false };
}
