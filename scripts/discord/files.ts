import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { GivenFile } from '../sandbox/interact/request.ts';
import { PlainError } from './sandbox-client.ts';

const TYPES: Record<string, string> = {
  '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp',
  '.txt': 'text/plain', '.csv': 'text/csv', '.json': 'application/json', '.pdf': 'application/pdf', '.zip': 'application/zip', '.mp4': 'video/mp4',
};

/** A file of this machine as an upload. */
export function readUpload(path: string): GivenFile {
  if (!existsSync(path)) throw new PlainError(`there is no file ${path}`);
  return {
    filename: basename(path), content_type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    data: readFileSync(path).toString('base64'),
  };
}
