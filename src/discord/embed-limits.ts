/** Discord's limits of an embed. Counted in UTF-16 units, which are never fewer than the characters that Discord counts. */
export const EMBED_LIMITS = {
  title: 256, description: 4_096, url: 2_048, author: 256, footer: 2_048, fields: 25, fieldName: 256, fieldValue: 1_024, total: 6_000, color: 0xffffff,
} as const;
