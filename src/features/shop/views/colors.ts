/** Accents of embeds. */
export const GOLD = 0xe0a83a;
export const GREEN = 0x3fa66b;
export const AMBER = 0xd99a2b;
export const SLATE = 0x5b6b82;
