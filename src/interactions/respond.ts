import type { Texts } from '../i18n/texts.ts';
import type { MessageReply, Reply } from '../define/reply.ts';
import { AppError } from '../kernel/errors.ts';
import { plainText } from '../kernel/markdown.ts';

export const RESPONSE = { pong: 1, message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
export const EPHEMERAL = 64;
const RED = 0xd64545;
const AMBER = 0xd99a2b;

export interface InteractionResponse {
  type: number;
  data?: unknown;
}

/** A message as Discord takes it. Nothing that a member typed may ping, so mentions are never parsed. */
export function messageBody(reply: MessageReply): Record<string, unknown> {
  const { content, embeds, components } = reply;
  return {
    content: content ?? '',
    embeds: embeds ?? [],
    components: components ?? [],
    allowed_mentions: { parse: [] },
    ...(reply.private && !reply.update ? { flags: EPHEMERAL } : {}),
  };
}

/** The HTTP answer for a reply. */
export function responseOf(reply: Reply): InteractionResponse {
  if ('modal' in reply) return { type: RESPONSE.modal, data: reply.modal };
  return { type: reply.update ? RESPONSE.update : RESPONSE.message, data: messageBody(reply) };
}

/** What the person is told: the refusal's own text, or a bare one with the reference under which the fault is logged. */
export function errorReply(error: unknown, texts: Texts, reference: string): MessageReply {
  const known = error instanceof AppError;
  const description = known ? texts.t(error.text, spoken(error, texts)) : texts.t('errors.fault');
  const color = known && error.code !== 'unavailable' ? AMBER : RED;
  return { embeds: [{ description, color, footer: { text: texts.t('errors.reference', { reference }) } }], private: true };
}

/** Numbers of a refusal as people read them; `until` is a moment and becomes Discord's relative time. */
function spoken({ params }: AppError, texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'until') return [name, `<t:${Math.ceil(Number(value) / 1_000)}:R>`];
      if (['amount', 'balance', 'cap', 'limit', 'left'].includes(name) && typeof value === 'number') return [name, texts.money(value)];
      if (typeof value === 'number') return [name, texts.number(value)];
      return [name, /^<@\d+>$/.test(value) ? value : plainText(value)];
    }),
  );
}

/** A short code for one interaction, that a member can read out and an operator can look for. */
export function referenceOf(interactionId: string): string {
  return /^\d{1,20}$/.test(interactionId) ? BigInt(interactionId).toString(36).toUpperCase() : 'NONE';
}
