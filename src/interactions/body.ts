import { BODY_MAX_BYTES } from '../kernel/limits.ts';

/** The bytes of a request, read only as far as Discord's own ever go. */
export async function boundedBody(request: Request): Promise<Uint8Array | 'too large'> {
  if (Number(request.headers.get('content-length') ?? 0) >= BODY_MAX_BYTES) return 'too large';
  const body = new Uint8Array(await request.arrayBuffer());
  return body.byteLength >= BODY_MAX_BYTES ? 'too large' : body;
}
