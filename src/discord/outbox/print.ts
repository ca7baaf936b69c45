import { createHash } from 'node:crypto';
import type { MessageBody } from '../rows.ts';

type Shown = Pick<MessageBody, 'content' | 'embeds'>;

/**
 * A print of what a message says: the letters and digits of all its texts, in order. Spaces and signs do not count,
 * because Discord trims and rewrites some of them. A message without any text is told by its addresses.
 */
export function printOf({ content, embeds }: Shown): string {
  const list = embeds ?? [];
  const texts = list.flatMap(({ title, description, author, fields, footer }) => [
    title, description, author?.name, ...(fields ?? []).flatMap(({ name, value }) => [name, value]), footer?.text,
  ]);
  const said = letters([content, ...texts]);
  const addresses = letters(list.flatMap(({ url, image, thumbnail }) => [url, image?.url, thumbnail?.url]));
  return createHash('sha256').update(said === '' ? `at ${addresses}` : said).digest('hex').slice(0, 32);
}

function letters(texts: (string | null | undefined)[]): string {
  return texts.join(' ').normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
}
