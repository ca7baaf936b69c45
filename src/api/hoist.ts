type Json = Record<string, unknown>;

/** Characters from which a shape that comes more than once gets a name. */
const NAMED_FROM = 200;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isShape = (value: unknown): value is Json => isObject(value) && value['type'] === 'object' && isObject(value['properties']);

/** Bounds that every safe integer has say nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name, of]) => !(name === 'maximum' && of === Number.MAX_SAFE_INTEGER) && !(name === 'minimum' && of === Number.MIN_SAFE_INTEGER));
  return Object.fromEntries(kept.map(([name, of]) => [name, plain(of)]));
}

function count(value: unknown, times: Map<string, number>): void {
  if (Array.isArray(value)) for (const item of value) count(item, times);
  if (!isObject(value)) return;
  if (isShape(value)) {
    const text = JSON.stringify(value);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  for (const inner of Object.values(value)) count(inner, times);
}

/**
 * A document whose shapes that come more than once stand under `components.schemas`, named by the part of the API that
 * uses them first: a fifth of the size, and a client gets names instead of copies.
 */
export function hoisted(document: Json): Json {
  const whole = plain(document) as Json;
  const times = new Map<string, number>();
  count(whole['paths'], times);
  const names = new Map<string, string>();
  const schemas: Json = {};
  const used = new Map<string, number>();
  const replaced = (value: unknown, tag: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => replaced(item, tag));
    if (!isObject(value)) return value;
    const text = isShape(value) ? JSON.stringify(value) : '';
    const inner = (): Json => Object.fromEntries(Object.entries(value).map(([name, of]) => [name, replaced(of, tag)]));
    if (text.length < NAMED_FROM || (times.get(text) ?? 0) < 2) return inner();
    let name = names.get(text);
    if (name === undefined) {
      const number = (used.get(tag) ?? 0) + 1;
      used.set(tag, number);
      name = `${tag.charAt(0).toUpperCase()}${tag.slice(1).replace(/\W/g, '')}${number}`;
      names.set(text, name);
      schemas[name] = inner();
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  const paths = Object.fromEntries(Object.entries(whole['paths'] as Json).map(([path, operations]) => [path, Object.fromEntries(
    Object.entries(operations as Json).map(([method, operation]) => [method, replaced(operation, (operation as { tags: string[] }).tags[0] ?? 'server')]),
  )]));
  const components = whole['components'] as Json;
  return { ...whole, paths, components: { ...components, schemas: { ...(components['schemas'] as Json), ...schemas } } };
}
