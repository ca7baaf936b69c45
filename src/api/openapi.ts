import * as z from 'zod';
import type { Access, AnyRoute } from '../define/route.ts';
import { errorBody } from './errors.ts';

type JsonSchema = Record<string, unknown>;

const ACCESS: Record<Access, string> = {
  public: 'Anybody.', session: 'Whoever is signed in.', operator: 'The operator of this Coffer.', staff: 'Staff of the server: any level.',
  admin: 'Admins of the server.', moderator: 'Moderators and admins of the server.', reviewer: 'Reviewers, moderators and admins of the server.',
  shopkeeper: 'Shopkeepers, moderators and admins of the server.', economist: 'Economists, moderators and admins of the server.',
};

/** Statuses with which a route may refuse, besides its answer. */
function refusalsOf({ access, guild, method }: AnyRoute): string[] {
  return [
    '400', ...(access === 'public' ? [] : ['401']), ...(access === 'public' || access === 'session' ? [] : ['403']), ...(guild === null ? [] : ['404']),
    ...(method === 'GET' ? [] : ['409', '412', '422']), '429', '503',
  ];
}

/** A zod schema as JSON Schema, in the direction that a client sees it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return rest;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

function parametersOf(route: AnyRoute): Parameter[] {
  const part = (schema: z.ZodType | undefined, where: 'path' | 'query'): Parameter[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
    return Object.entries(properties).map(([name, of]) => ({ name, in: where, required: where === 'path' || required.includes(name), schema: of }));
  };
  const server: Parameter = { name: 'server_id', in: route.guild === 'query' ? 'query' : 'path', required: true, schema: { type: 'string', pattern: '^\\d{17,20}$' } };
  const declared = [...part(route.params, 'path'), ...part(route.query, 'query')].filter(({ name }) => route.guild === null || name !== 'server_id');
  const headers: Parameter[] = route.method === 'GET' ? [] : [
    ...(route.guild === null ? [] : [{ name: 'Idempotency-Key', in: 'header' as const, required: false, schema: { type: 'string', maxLength: 200 }, description: 'The same key has one effect; other input under it is refused with 422.' }]),
    ...(route.method === 'PUT' || route.method === 'PATCH' || route.method === 'DELETE' ? [{ name: 'If-Match', in: 'header' as const, required: false, schema: { type: 'string' }, description: 'The ETag that was read; a record that has changed since answers 412.' }] : []),
  ];
  return [...(route.guild === 'path' || route.guild === 'query' ? [server] : []), ...declared, ...headers];
}

/** The tag of a route: the first part of its path that is no parameter. */
export function tagOf({ path }: Pick<AnyRoute, 'path'>): string {
  return path.split('/').slice(2).find((part) => part !== '' && !part.startsWith(':')) ?? 'server';
}

function operationOf(route: AnyRoute): JsonSchema {
  const answer = route.reply
    ? { content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } }
    : { content: { [route.produces ?? 'application/json']: { schema: { type: 'string' } } } };
  const refused = Object.fromEntries(refusalsOf(route).map((status) => [status, { $ref: '#/components/responses/Refused' }]));
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/^\/api/, '').replace(/[/:_-]+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: route.summary, description: `For: ${ACCESS[route.access]}`, tags: [tagOf(route)],
    ...(route.access === 'public' ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: { '200': { description: 'Done.', ...answer }, ...refused },
  };
}

/** The OpenAPI 3.1 document of a list of routes: the only description of the API there is. */
export function openApiOf(routes: AnyRoute[], version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of [...routes].sort((left, right) => (left.path + left.method < right.path + right.method ? -1 : 1))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Coffer', version, description: 'The admin API of Coffer. Lists have one envelope, errors have one envelope; records carry an ETag.' },
    security: [{ cookie: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: 'coffer_access' }, bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: schemaOf(errorBody, 'output') },
      responses: { Refused: { description: 'Refused; nothing was changed.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } } },
    },
  };
}
