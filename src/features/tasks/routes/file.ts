import * as z from 'zod';
import { guildRoute } from '../../../define/route.ts';
import { FILES_MAX } from '../../../discord/attachments.ts';
import { AppError } from '../../../kernel/errors.ts';
import { readSubmission, unknownProof } from '../rows.ts';
import { submissionParams } from './submissions.ts';

/** Types that a browser may show in place; everything else is a download without a type. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'video/mp4'];
/** Types that are named, but saved rather than shown. */
const SAVED: Record<string, string> = { 'application/pdf': 'application/pdf', 'text/plain': 'text/plain; charset=utf-8' };

/** A header's file name: plain for old readers, and the whole of it for the others. */
function disposition(way: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_') || 'file';
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${way}; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** What the browser may do with a file that a member handed in: nothing but show it. */
export function fileHeaders({ name, type }: { name: string; type: string }): Record<string, string> {
  const shown = SHOWN.includes(type);
  return {
    'content-type': shown ? type : (SAVED[type] ?? 'application/octet-stream'), 'content-disposition': disposition(shown ? 'inline' : 'attachment', name),
    'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer', 'cache-control': 'private, max-age=300',
  };
}

/** A file of a proof, out of the bucket. */
export const getFile = guildRoute({
  method: 'GET', path: '/api/:server_id/submissions/:submission_id/files/:n', access: 'reviewer', summary: 'A file of a proof, counted from 1',
  produces: 'application/octet-stream', params: submissionParams.extend({ n: z.coerce.number().int().min(1).max(FILES_MAX) }),
  async run(ctx, { params: { submission_id: id, n } }) {
    const file = (await readSubmission(ctx, id))?.files[n - 1];
    const stored = file && (await ctx.files.get(file.key));
    if (!file || !stored) throw AppError.from(unknownProof);
    return new Response(stored.body, { headers: { ...fileHeaders(file), 'content-length': String(stored.size) } });
  },
});
