import type { Dict } from './model.ts';

/** Whom a message would notify. */
export interface Pings {
  everyone: boolean;
  users: string[];
  roles: string[];
}

/** All text of a message that Discord looks for mentions in: the content, or the text displays of Components V2. */
export function mentionableText(content: string, components: unknown[]): string {
  const texts = [content];
  const walk = (component: unknown): void => {
    if (typeof component !== 'object' || component === null) return;
    const fields = component as Dict;
    if (fields['type'] === 10 && typeof fields['content'] === 'string') texts.push(fields['content']);
    if (Array.isArray(fields['components'])) fields['components'].forEach(walk);
  };
  components.forEach(walk);
  return texts.join('\n');
}

/** Ids of the users and roles that a text mentions, each once, in order. */
function mentionedIds(text: string): { users: string[]; roles: string[] } {
  const ids = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((m) => m[1] ?? ''))];
  return { users: ids(/<@!?(\d+)>/g), roles: ids(/<@&(\d+)>/g) };
}

/** What allowed_mentions lets through of the mentions in a text. Without the field Discord lets all through. */
export function resolvePings(text: string, allowed: unknown, mayMentionEveryone: boolean): Pings {
  const { users, roles } = mentionedIds(text);
  const everyone = mayMentionEveryone && /@(everyone|here)\b/.test(text);
  if (typeof allowed !== 'object' || allowed === null) return { everyone, users, roles: mayMentionEveryone ? roles : [] };
  const rules = allowed as { parse?: string[]; users?: string[]; roles?: string[] };
  const pick = (kind: 'users' | 'roles', ids: string[]): string[] =>
    rules.parse?.includes(kind) ? ids : ids.filter((id) => rules[kind]?.includes(id));
  return { everyone: everyone && (rules.parse?.includes('everyone') ?? false), users: pick('users', users), roles: pick('roles', roles) };
}
