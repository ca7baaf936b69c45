/** An escape that may be half of a pair: only then are the texts looked at, which most bodies can do without. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * Reads JSON whose texts go on to databases, hashes and Discord. None of them has a form for half of a surrogate pair, and
 * what is stored would not be what was hashed: it becomes U+FFFD.
 * @throws SyntaxError where it is no JSON
 */
export function parseWellFormed(text: string): unknown {
  if (!SURROGATE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
