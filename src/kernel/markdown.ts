/** Text of a member made harmless: no Markdown, no masked links, no mention that could ping. */
export function plainText(text: string): string {
  return text
    .replace(/[\\*_~`|>#[\]()<]/g, (mark) => `\\${mark}`)
    .replace(/@(everyone|here)/g, '@\u200b$1');
}

/** `<t:…:R>`: Discord shows it as "in 3 hours", in the reader's language and zone. */
export function relativeTime(ms: number): string {
  return `<t:${Math.ceil(ms / 1_000)}:R>`;
}

/** A moment as a date with time, in the reader's zone. */
export function fullTime(ms: number): string {
  return `<t:${Math.floor(ms / 1_000)}:f>`;
}

/** A mention that is drawn as a name; whether it pings is up to allowed_mentions, which Coffer keeps empty. */
export function mention(userId: string): string {
  return `<@${userId}>`;
}
