type Json = Record<string, unknown>;

interface Operation {
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: { 'application/json': { schema: Json } } };
  responses: { '200': { content: Record<string, { schema: Json }> } };
}

const list = (of: unknown): Json[] => (Array.isArray(of) ? (of as Json[]) : []);
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** A JSON Schema as a TypeScript type. Shapes that the API does not use come out as `unknown`. */
function typeOf(schema: Json, defs: Json = {}): string {
  const all = { ...defs, ...(schema['$defs'] as Json | undefined) };
  const inner = (of: unknown): string => typeOf(of as Json, all);
  const ref = schema['$ref'];
  const named = typeof ref === 'string' ? /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1] : undefined;
  if (named !== undefined) return named;
  // A type that contains itself would never end: JSON that is passed on as it is.
  if (ref !== undefined) return 'unknown';
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  const union = list(schema['anyOf'] ?? schema['oneOf']);
  if (union.length > 0) return [...new Set(union.map(inner))].join(' | ');
  const both = list(schema['allOf']);
  if (both.length > 0) return both.map((part) => `(${inner(part)})`).join(' & ');
  if (Array.isArray(schema['type'])) return (schema['type'] as string[]).map((type) => inner({ ...schema, type })).join(' | ');
  switch (schema['type']) {
    case 'string': return 'string';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return `(${schema['items'] ? inner(schema['items']) : 'unknown'})[]`;
    case 'object': return objectType(schema, inner);
    default: return 'unknown';
  }
}

function objectType(schema: Json, inner: (of: unknown) => string): string {
  const required = new Set(schema['required'] as string[] | undefined);
  const fields = Object.entries((schema['properties'] ?? {}) as Json).map(([name, of]) => `${key(name)}${required.has(name) ? '' : '?'}: ${inner(of)}`);
  const rest = schema['additionalProperties'];
  if (fields.length === 0 && typeof rest === 'object' && rest !== null) return `Record<string, ${inner(rest)}>`;
  return `{ ${fields.join('; ')} }`;
}

function inputOf(operation: Operation): string {
  const part = (where: string, show: (schema: Json) => string): string => operation.parameters
    .filter((parameter) => parameter.in === where)
    .map(({ name, required, schema }) => `${key(name)}${required ? '' : '?'}: ${show(schema)}`).join('; ');
  const param = part('path', () => 'string');
  // In an address everything is text; numbers are written out by the client.
  const query = part('query', (schema) => (schema['type'] === 'integer' || schema['type'] === 'number' ? 'string | number' : typeOf(schema)));
  const json = operation.requestBody && typeOf(operation.requestBody.content['application/json'].schema);
  return `{ ${[param && `param: { ${param} }`, query && `query: { ${query} }`, json && `json: ${json}`].filter(Boolean).join('; ')} }`;
}

/** The API as a type for Hono's client `hc`, from the document. */
export function clientTypes(document: Record<string, unknown>): string {
  const { Error: failure = {}, ...named } = (document['components'] as { schemas: Record<string, Json> }).schemas;
  const shapes = Object.entries(named).map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`);
  const paths = document['paths'] as Record<string, Record<string, Operation>>;
  const entries = Object.entries(paths).map(([path, operations]) => {
    const methods = Object.entries(operations).map(([method, operation]) => {
      const [[type, { schema }] = ['application/json', { schema: {} }]] = Object.entries(operation.responses['200'].content);
      const format = type === 'application/json' ? 'json' : 'text';
      return `    $${method}: { input: ${inputOf(operation)}; output: ${format === 'json' ? typeOf(schema) : 'string'}; outputFormat: '${format}'; status: 200 };`;
    });
    return `  '${path.replace(/\{(\w+)\}/g, ':$1')}': {\n${methods.join('\n')}\n  };`;
  });
  return `// Made by \`npm run openapi\` from the routes; not edited by hand.
import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';

/** Every error of the API. */
export type ApiError = ${typeOf(failure)};

${shapes.join('\n')}

export type ApiSchema = {
${entries.join('\n')}
};

/** For \`hc<Api>(origin)\`. */
export type Api = Hono<BlankEnv, ApiSchema, '/'>;
`;
}
