import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from './snowflake.ts';

/** One file's size at most: Discord's limit for a server without boosts. */
export const ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** Bytes kept in all; the oldest files are forgotten first, as Discord forgets ephemeral ones. */
const KEPT_BYTES = 200 * 1024 * 1024;

export interface UploadedFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** Files sent to the stand-in, kept in memory while it runs and served under /attachments/{id}/{filename}. */
export class Attachments {
  baseUrl = '';
  private readonly files = new Map<string, UploadedFile>();
  private bytes = 0;

  add(file: UploadedFile, now: number, ephemeral: boolean): APIAttachment {
    const id = snowflake(now);
    this.files.set(id, file);
    this.bytes += file.bytes.length;
    for (const [oldest, { bytes }] of this.files) {
      if (this.bytes <= KEPT_BYTES || oldest === id) break;
      this.files.delete(oldest);
      this.bytes -= bytes.length;
    }
    return this.shape(id, file, ephemeral);
  }

  /** A file that a member uploaded before, as an interaction shows it. */
  stored(id: string): APIAttachment | undefined {
    const file = this.files.get(id);
    return file && this.shape(id, file, true);
  }

  get(id: string): UploadedFile | undefined {
    return this.files.get(id);
  }

  private shape(id: string, file: UploadedFile, ephemeral: boolean): APIAttachment {
    const url = `${this.baseUrl}/attachments/${id}/${encodeURIComponent(file.filename)}`;
    return {
      id, filename: file.filename, size: file.bytes.length, url, proxy_url: url, content_type: file.contentType,
      ...(ephemeral ? { ephemeral: true } : {}),
    };
  }
}
