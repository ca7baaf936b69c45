import type { Field } from './fields.ts';

/** Limits of embeds, in characters or entries. */
const EMBED = {
  perMessage: 10, total: 6_000, title: 256, description: 4_096, fields: 25, fieldName: 256, fieldValue: 1_024, footer: 2_048, author: 256, url: 2_048,
} as const;

const LINKS = ['http', 'https'];
const IMAGES = ['http', 'https', 'attachment'];

function checkEmbed(embed: Field): number {
  let size = embed.at('title').text(EMBED.title) + embed.at('description').text(EMBED.description);
  embed.at('url').url(EMBED.url, LINKS);
  embed.at('color').integer(0, 0xffffff);
  const timestamp = embed.at('timestamp');
  if (timestamp.present && Number.isNaN(Date.parse(String(timestamp.value)))) {
    timestamp.fail('DATE_TIME_TYPE_PARSE', `Could not parse ${String(timestamp.value)}. Should be ISO8601.`);
  }
  for (const image of ['image', 'thumbnail']) {
    const picture = embed.at(image);
    if (picture.present && picture.at('url').required()) picture.at('url').url(EMBED.url, IMAGES);
  }
  const footer = embed.at('footer');
  if (footer.present) {
    size += footer.at('text').text(EMBED.footer);
    footer.at('icon_url').url(EMBED.url, IMAGES);
  }
  const author = embed.at('author');
  if (author.present) {
    if (author.at('name').required()) size += author.at('name').text(EMBED.author);
    author.at('url').url(EMBED.url, LINKS);
    author.at('icon_url').url(EMBED.url, IMAGES);
  }
  for (const field of embed.at('fields').items(EMBED.fields)) {
    if (field.at('name').required()) size += field.at('name').text(EMBED.fieldName, 1);
    if (field.at('value').required()) size += field.at('value').text(EMBED.fieldValue, 1);
  }
  const visible = ['title', 'description', 'author', 'footer', 'image', 'thumbnail', 'fields'];
  if (!visible.some((key) => embed.at(key).present)) embed.at('description').required();
  return size;
}

/** Checks the embeds of a message: each one's limits and 6,000 characters over all. */
export function checkEmbeds(embeds: Field): void {
  const total = embeds.items(EMBED.perMessage).reduce((sum, embed) => sum + checkEmbed(embed), 0);
  if (total > EMBED.total) embeds.fail('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED.total}`);
}
