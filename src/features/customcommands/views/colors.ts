/** Accents of embeds. */
export const TEAL = 0x2a8f8f;
export const GREEN = 0x3fa66b;
export const SLATE = 0x5b6b7a;
