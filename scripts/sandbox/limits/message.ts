import { failure } from '../errors.ts';
import type { Dict } from '../model.ts';
import { FLAG } from '../messages.ts';
import { checkComponents } from './component.ts';
import { checkEmbeds } from './embed.ts';
import { Field, Problems } from './fields.ts';

/** Limits of a message's own fields, in characters or entries. */
const MESSAGE = { content: 2_000, nonce: 25, allowedMentions: 100, attachments: 10 } as const;

function checkAllowedMentions(allowed: Field): void {
  if (!allowed.present) return;
  for (const kind of ['users', 'roles'] as const) {
    allowed.at(kind).items(MESSAGE.allowedMentions);
    const parse = allowed.at('parse').value;
    const listed = allowed.at(kind).value;
    if (Array.isArray(parse) && parse.includes(kind) && Array.isArray(listed) && listed.length > 0) {
      allowed.fail('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`);
    }
  }
  for (const item of allowed.at('parse').items(3)) {
    if (!['users', 'roles', 'everyone'].includes(String(item.value))) {
      item.fail('BASE_TYPE_CHOICES', "Value must be one of ('users', 'everyone', 'roles').");
    }
  }
}

/** Finds what Discord would refuse in a message's fields (content, embeds, components, mentions, nonce). */
export function checkMessage(body: Dict, problems: Problems, path: string[] = [], currentFlags = 0): void {
  const message = new Field(problems, body, path);
  const v2 = ((Number(body['flags'] ?? 0) | currentFlags) & FLAG.COMPONENTS_V2) !== 0;
  message.at('content').text(MESSAGE.content);
  message.at('flags').integer(0, 2 ** 31 - 1);
  message.at('attachments').items(MESSAGE.attachments);
  if (typeof body['nonce'] === 'string') message.at('nonce').text(MESSAGE.nonce);
  checkEmbeds(message.at('embeds'));
  checkComponents(message.at('components'), v2);
  checkAllowedMentions(message.at('allowed_mentions'));
  if (!v2) return;
  for (const field of ['content', 'embeds', 'poll', 'sticker_ids'] as const) {
    const given = body[field];
    const filled = Array.isArray(given) ? given.length > 0 : given !== undefined && given !== null && given !== '';
    if (filled) message.at(field).fail('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`);
  }
}

/** Whether a message would have nothing to show. */
export function isEmpty(body: Dict, files: number): boolean {
  const some = (key: string): boolean => Array.isArray(body[key]) && body[key].length > 0;
  const text = typeof body['content'] === 'string' && body['content'].trim() !== '';
  const rows = some('components');
  return !text && !rows && !some('embeds') && !some('sticker_ids') && body['poll'] == null && files === 0;
}

/** Throws Discord's answer to a message that breaks a limit or is empty. */
export function assertMessage(body: Dict, files: number): void {
  const problems = new Problems();
  checkMessage(body, problems);
  problems.throwIfAny();
  if (isEmpty(body, files)) throw failure(50006);
}

/** Throws Discord's answer to an edit that breaks a limit or would leave nothing to show. */
export function assertEdit(body: Dict, current: Dict, files: number): void {
  const problems = new Problems();
  checkMessage(body, problems, [], Number(current['flags'] ?? 0));
  problems.throwIfAny();
  const kept = Array.isArray(current['attachments']) && !('attachments' in body) ? current['attachments'].length : 0;
  if (isEmpty({ ...current, ...body }, files + kept)) throw failure(50006);
}
