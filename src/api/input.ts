import * as z from 'zod';
import type { AnyRoute } from '../define/route.ts';
import { snowflakeId } from '../define/page.ts';
import { AppError } from '../kernel/errors.ts';
import { parseWellFormed } from '../kernel/json.ts';
import { BODY_MAX_BYTES, JSON_DEPTH_MAX } from '../kernel/limits.ts';

/** A request's parts before they are checked. */
export interface RawInput {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** What is wrong with a request, field by field. */
export class InputError extends AppError {
  readonly fields: { path: string; message: string }[];

  constructor(fields: { path: string; message: string }[]) {
    super('invalid', 'errors.input');
    this.fields = fields;
  }
}

/** The body of a request as JSON; `{}` where there is none. Throws AppError for what is no JSON, too large or too deep. */
export async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) >= BODY_MAX_BYTES) throw new AppError('invalid', 'errors.body_large', { max: BODY_MAX_BYTES });
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength >= BODY_MAX_BYTES) throw new AppError('invalid', 'errors.body_large', { max: BODY_MAX_BYTES });
  if (bytes.byteLength === 0) return {};
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new AppError('invalid', 'errors.body_type');
  const text = new TextDecoder().decode(bytes);
  if (deeperThan(text, JSON_DEPTH_MAX)) throw new AppError('invalid', 'errors.body_json');
  try {
    return parseWellFormed(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'errors.body_json');
    throw error;
  }
}

/** Brackets inside texts count too: a body that quotes so many is refused as well. */
function deeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** The server that a request is about. @throws AppError `invalid` where it names none */
export function serverIdOf(route: AnyRoute, raw: RawInput): string {
  const from = route.guild === 'body' ? raw.body : route.guild === 'query' ? raw.query : raw.params;
  const named = typeof from === 'object' && from !== null ? (from as Record<string, unknown>)['server_id'] : undefined;
  const id = snowflakeId.safeParse(named);
  if (!id.success) throw new InputError([{ path: 'server_id', message: 'expected an id of 17 to 20 digits' }]);
  return id.data;
}

/** The parts by the route's schemas. @throws InputError that names every field that does not fit */
export function parsed(route: AnyRoute, raw: RawInput): { params: unknown; query: unknown; body: unknown } {
  const fields: { path: string; message: string }[] = [];
  const part = (name: 'params' | 'query' | 'body'): unknown => {
    const schema: z.ZodType | undefined = route[name];
    if (!schema) return undefined;
    const result = schema.safeParse(raw[name]);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) fields.push({ path: [...(name === 'body' ? [] : [name]), ...path].join('.'), message });
    return undefined;
  };
  const input = { params: part('params'), query: part('query'), body: part('body') };
  if (fields.length > 0) throw new InputError(fields.slice(0, 50));
  return input;
}
