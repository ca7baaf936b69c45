import { FLAG } from '../messages.ts';
import type { Dict } from '../model.ts';
import { Field } from './fields.ts';
import type { Problems } from './fields.ts';
import { checkMessage, isEmpty } from './message.ts';
import { checkModal } from './modal.ts';

/** Types of interactions. */
export const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Types of interaction responses. */
export const RESPONSE = { pong: 1, message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

const CHOICES = 25;
const CHOICE_TEXT = 100;
const REPLY_FLAGS = FLAG.SUPPRESS_EMBEDS | FLAG.EPHEMERAL | FLAG.SUPPRESS_NOTIFICATIONS | FLAG.COMPONENTS_V2;

/** What is known of the interaction that a response answers. */
export interface Answered {
  type: number;
  /** Whether a message stands behind it: a component, or a modal opened from one. */
  hasMessage: boolean;
  /** Type of the option that is being completed: 3 string, 4 integer, 10 number. */
  focusedType?: number;
  /** The message a type 7 changes. */
  current?: Dict;
  files: number;
}

function allowedTypes({ type, hasMessage }: Answered): number[] {
  if (type === INTERACTION.ping) return [RESPONSE.pong];
  if (type === INTERACTION.autocomplete) return [RESPONSE.choices];
  const reply = [RESPONSE.message, RESPONSE.deferred];
  const updates = hasMessage ? [RESPONSE.deferredUpdate, RESPONSE.update] : [];
  return [...reply, ...updates, ...(type === INTERACTION.modal ? [] : [RESPONSE.modal])];
}

function checkChoices(choices: Field, focusedType: number): void {
  if (!choices.required()) return;
  for (const choice of choices.items(CHOICES)) {
    if (choice.at('name').required()) choice.at('name').text(CHOICE_TEXT, 1);
    const value = choice.at('value');
    if (!value.required()) continue;
    if (focusedType === 3) value.text(CHOICE_TEXT, 1);
    else if (typeof value.value !== 'number') value.fail('NUMBER_TYPE_COERCE', `Value "${String(value.value)}" is not a number.`);
  }
}

/** Finds what Discord would refuse in the Worker's answer to an interaction. */
export function checkResponse(response: unknown, answered: Answered, problems: Problems): void {
  const field = new Field(problems, response);
  const type = Number(field.at('type').value);
  const allowed = allowedTypes(answered);
  if (!allowed.includes(type)) {
    field.at('type').fail('INTERACTION_CALLBACK_TYPE', `An interaction of type ${answered.type} is answered with type ${allowed.join(', ')}, not ${String(field.at('type').value)}.`);
    return;
  }
  const data = field.at('data');
  const body = (data.value ?? {}) as Dict;
  const flags = Number(body['flags'] ?? 0);
  if (type === RESPONSE.deferred && (flags & ~FLAG.EPHEMERAL) !== 0) data.at('flags').fail('FLAGS', 'A deferred reply takes flag 64 only.');
  if (type === RESPONSE.choices) checkChoices(data.at('choices'), answered.focusedType ?? 3);
  if (type === RESPONSE.modal) checkModal(data);
  if (type !== RESPONSE.message && type !== RESPONSE.update) return;
  checkMessage(body, problems, ['data'], type === RESPONSE.update ? Number(answered.current?.['flags'] ?? 0) : 0);
  if ((flags & ~REPLY_FLAGS) !== 0) data.at('flags').fail('FLAGS', `A reply cannot set these flags: ${flags & ~REPLY_FLAGS}.`);
  const whole = type === RESPONSE.update ? { ...answered.current, ...body } : body;
  if (isEmpty(whole, answered.files)) data.fail('50006', 'Cannot send an empty message');
}
