/** Accents of embeds. */
export const GREEN = 0x3fa66b;
export const AMBER = 0xd99a2b;
export const ICE = 0x5a9bd4;
export const SLATE = 0x5b6b82;
export const RED = 0xd64545;
