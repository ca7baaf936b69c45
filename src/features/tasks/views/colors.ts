/** Accents of embeds. */
export const GREEN = 0x3fa66b;
export const AMBER = 0xd99a2b;
export const RED = 0xd64545;
export const BLUE = 0x4a7fc1;
export const SLATE = 0x5b6b82;
