import { Random } from '../ledger-sim/random.ts';

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Json;
}

/** One operation of the document, as far as requests are made from it. */
export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: Json | null;
  open: boolean;
}

/** A part of the document with what it refers to in its place. */
function resolved(value: unknown, schemas: Json): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const named = /^#\/components\/schemas\/(\w+)$/.exec(String((value as Json)['$ref'] ?? ''))?.[1];
  if (named !== undefined) return resolved(schemas[named], schemas);
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, resolved(of, schemas)]));
}

/** The operations of an OpenAPI document. */
export function operationsOf(document: Json): Operation[] {
  const { schemas } = document['components'] as { schemas: Json };
  const paths = resolved(document['paths'], schemas) as Record<string, Record<string, { parameters: Parameter[]; security?: unknown[]; requestBody?: { content: Record<string, { schema: Json }> } }>>;
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters, requestBody, security }]) => ({
    method: method.toUpperCase(), path, parameters, body: requestBody?.content['application/json']?.schema ?? null, open: security?.length === 0,
  })));
}

export interface Attempt {
  method: string;
  path: string;
  body?: string;
}

const TEXTS = [
  '', ' ', "'; DROP TABLE entry; --", '<script>alert(1)</script>', '=HYPERLINK("http://x")', '@everyone <@&1>', '../../etc/passwd', '%00', '\u0000', '\u202e', '🪙'.repeat(40),
  'a'.repeat(5_000), '__proto__', '${7*7}', '{{balance}}', 'null', 'NaN', '-0', '1e400', '\ud800', '\r\nx-injected: 1', '{"$ne":1}',
];
const WRONG: unknown[] = [null, true, false, 0, -1, 1.5, 2 ** 60, -(2 ** 60), [], {}, [[[]]], { $gt: '' }, 'x', ''];

const WRONG_IN_ADDRESS = ['x', '0', '%27', '-1', 'a'.repeat(3_000), '9'.repeat(40)];

/** Requests from a document: fitting ones, ones with one part that cannot fit, and hostile texts where texts are taken. */
export class Hostile {
  readonly #random: Random;
  readonly #known: Record<string, string>;

  /** @param known values of path parameters that exist, such as a server's id */
  constructor(seed: number, known: Record<string, string>) {
    this.#random = new Random(seed);
    this.#known = known;
  }

  pick<T>(of: readonly T[]): T {
    return this.#random.pick([...of]);
  }

  /** A request with hostile texts in every part that takes a text. */
  hostile(operation: Operation): Attempt {
    return this.#request(operation, null);
  }

  /** A request with one part that its schema refuses; null where every input fits. */
  wrong(operation: Operation): Attempt | null {
    const places = [
      ...operation.parameters.filter((parameter) => parameter.in === 'path' || (parameter.in === 'query' && isNarrow(parameter.schema))).map(({ name }) => name),
      ...Object.keys(propertiesOf(operation.body)).map((name) => `body.${name}`), ...(operation.body ? ['body'] : []),
    ];
    return places.length === 0 ? null : this.#request(operation, this.pick(places));
  }

  #request({ method, path, parameters, body }: Operation, wrong: string | null): Attempt {
    let address = path;
    const query = new URLSearchParams();
    for (const { name, in: where, required, schema } of parameters) {
      const value = wrong === name ? this.pick(WRONG_IN_ADDRESS.filter((text) => !fitsInAddress(text, schema))) : (this.#known[name] ?? String(this.#fitting(schema)));
      if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(safe(value)) || 'x');
      else if (where === 'query' && (required || wrong === name || this.#random.chance(0.3))) query.set(name, safe(value));
    }
    const target = query.size > 0 ? `${address}?${query}` : address;
    if (!body) return { method, path: target };
    return { method, path: target, body: this.#body(body, wrong) };
  }

  #body(schema: Json, wrong: string | null): string {
    if (wrong === 'body') return this.pick(['[]', '"x"', '7', 'null', '{', '{"a":', '[{}]', '\u0000']);
    const required = new Set(schema['required'] as string[] | undefined);
    const entries = Object.entries(propertiesOf(schema)).flatMap(([name, of]): [string, unknown][] => {
      if (wrong === `body.${name}`) return [[name, this.#unfit(of)]];
      if (name in this.#known) return [[name, this.#known[name]]];
      return required.has(name) || this.#random.chance(0.4) ? [[name, this.#fitting(of)]] : [];
    });
    return JSON.stringify({ ...Object.fromEntries(entries), ...(this.#random.chance(0.1) ? { constructor: { prototype: { admin: true } }, unknown: 1 } : {}) });
  }

  /** A value that the schema takes, hostile where it takes texts. */
  #fitting(schema: Json): unknown {
    const union = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
    if (union) return this.#fitting(this.pick(union));
    if ('const' in schema) return schema['const'];
    const options = schema['enum'] as unknown[] | undefined;
    if (options) return this.pick(options);
    switch (schema['type']) {
      case 'integer': case 'number': return this.pick([schema['minimum'] ?? 0, 1, 7, Math.min(Number(schema['maximum'] ?? 50), 50)]);
      case 'boolean': return this.#random.chance(0.5);
      case 'null': return null;
      case 'array': return Array.from({ length: this.#random.int(0, 2) }, () => this.#fitting((schema['items'] ?? {}) as Json));
      case 'object': return Object.fromEntries(Object.entries(propertiesOf(schema)).map(([name, of]) => [name, this.#fitting(of)]));
      default: return schema['pattern'] ? this.pick(['100000000000000001', '1', 'x']) : this.pick(TEXTS).slice(0, Number(schema['maxLength'] ?? 5_000));
    }
  }

  /** A value that the schema refuses. */
  #unfit(schema: Json): unknown {
    const taken = new Set(JSON.stringify(schema).match(/"type":"(\w+)"/g)?.map((text) => text.slice(8, -1)));
    const fits = (value: unknown): boolean => {
      if (value === null) return taken.has('null');
      if (Array.isArray(value)) return taken.has('array');
      if (typeof value === 'number') return taken.has('number') || taken.has('integer');
      return taken.has(typeof value);
    };
    const unfit = taken.size === 0 ? [] : WRONG.filter((value) => !fits(value));
    return unfit.length > 0 ? this.pick(unfit) : undefined;
  }
}

/** Whether a text is after all what a schema asks for. */
function fitsInAddress(text: string, { type, pattern, enum: names, minimum = -Infinity, maximum = Infinity }: Json): boolean {
  if (Array.isArray(names)) return names.includes(text);
  if (typeof pattern === 'string') return new RegExp(pattern, 'u').test(text);
  const number = Number(text);
  return (type === 'integer' || type === 'number') && number >= Number(minimum) && number <= Number(maximum);
}

const safe = (text: string): string => text.toWellFormed();

function propertiesOf(schema: Json | null): Record<string, Json> {
  return (schema?.['properties'] ?? {}) as Record<string, Json>;
}

/** Whether a text in an address can be refused: a number, a choice, a pattern. */
function isNarrow(schema: Json): boolean {
  return schema['type'] !== 'string' || 'enum' in schema || 'pattern' in schema;
}
