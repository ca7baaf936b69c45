import type { RawAttachment, RawMessage } from './raw.ts';

/** The files of a message that no embed and no component shows already: those alone stand below its text. */
export function looseFiles({ attachments = [], embeds = [], components = [] }: RawMessage): RawAttachment[] {
  if (attachments.length === 0) return attachments;
  const shown = JSON.stringify([embeds, components]);
  return attachments.filter(({ filename, url }) => !shown.includes(JSON.stringify(`attachment://${filename}`)) && !shown.includes(JSON.stringify(url)));
}
