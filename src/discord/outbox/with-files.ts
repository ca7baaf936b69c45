import type { DiscordCall } from '../http.ts';
import type { CardBody } from '../rows.ts';

/** The body and files of a creation. A file that is not in the bucket any more is left out: the message says its name. */
export async function withFiles(body: object, { files = [] }: CardBody, bucket: R2Bucket): Promise<Pick<DiscordCall, 'body' | 'files'>> {
  const stored = await Promise.all(files.map(async ({ key, name }) => {
    const object = await bucket.get(key);
    return object ? [{ name, content: await object.blob() }] : [];
  }));
  const found = stored.flat();
  if (found.length === 0) return { body };
  return { body: { ...body, attachments: found.map(({ name }, id) => ({ id: String(id), filename: name })) }, files: found };
}
