import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Problems } from './limits/fields.ts';
import type { Dict } from './model.ts';

/** Where the document lies when the checkout has its shared folder beside it. */
const OPENAPI_FILE = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'discord-openapi.json');

const DOCUMENT = 'discord';
const MESSAGES_SHOWN = 5;

/** The callback schema by response type. */
const CALLBACKS: Record<number, string> = {
  1: 'PongInteractionCallbackRequest',
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
};

interface Operation {
  requestBody?: { content?: Record<string, unknown> };
  parameters?: { name: string; in: string; schema: unknown }[];
}

function pointer(parts: string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
}

/** The document wants default_member_permissions as a number, the documentation as a string of digits: take both. */
function withNumericPermissions(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withNumericPermissions);
  const fields = body as Dict;
  const bits = fields?.['default_member_permissions'];
  return typeof bits === 'string' && /^\d+$/.test(bits) ? { ...fields, default_member_permissions: Number(bits) } : body;
}

/** The errors that say most: those deepest in the body, not those of alternatives that were never meant. */
function tellingErrors(errors: ErrorObject[]): ErrorObject[] {
  const depth = (error: ErrorObject): number => error.instancePath.split('/').length;
  const own = errors.filter((e) => e.keyword !== 'oneOf' && e.params['type'] !== 'null' && !(e.keyword === 'enum' && e.instancePath.endsWith('/type')));
  const candidates = own.length > 0 ? own : errors;
  const deepest = Math.max(...candidates.map(depth));
  const seen = new Map(candidates.filter((e) => depth(e) === deepest).map((e) => [`${e.instancePath} ${e.message ?? ''}`, e]));
  return [...seen.values()].slice(0, MESSAGES_SHOWN);
}

/** Discord's OpenAPI document as a judge of requests; every schema is compiled on its first use. */
export class OpenApi {
  private readonly ajv: Ajv2020;
  private readonly paths: Record<string, Record<string, unknown>>;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: { paths: Record<string, Record<string, unknown>> }) {
    this.paths = document.paths;
    this.ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: false, logger: false });
    addFormats.default(this.ajv);
    this.ajv.addFormat('snowflake', /^(0|[1-9][0-9]{0,19})$/);
    this.ajv.addFormat('nonce', true);
    this.ajv.addSchema(document, DOCUMENT);
  }

  /** Reads the document, or gives undefined where there is none. */
  static load(file: string = OPENAPI_FILE): OpenApi | undefined {
    if (!existsSync(file)) return undefined;
    return new OpenApi(JSON.parse(readFileSync(file, 'utf8')) as ConstructorParameters<typeof OpenApi>[0]);
  }

  /** What a request breaks of its operation's body and query schemas. Routes that the document lacks pass. */
  checkRequest(method: string, template: string, body: unknown, query: URLSearchParams): Problems {
    const problems = new Problems();
    const item = this.paths[template];
    const operation = item?.[method.toLowerCase()] as Operation | undefined;
    if (operation === undefined) return problems;
    const verb = method.toLowerCase();
    if (operation.requestBody?.content?.['application/json'] !== undefined) {
      this.run(['paths', template, verb, 'requestBody', 'content', 'application/json', 'schema'], withNumericPermissions(body), problems);
    }
    for (const [index, parameter] of (operation.parameters ?? []).entries()) {
      const text = parameter.in === 'query' ? query.get(parameter.name) : null;
      if (text === null) continue;
      const value = /^-?\d{1,15}$/.test(text) && JSON.stringify(parameter.schema).includes('integer') ? Number(text) : text === 'true' ? true : text === 'false' ? false : text;
      this.run(['paths', template, verb, 'parameters', String(index), 'schema'], value, problems, [parameter.name]);
    }
    return problems;
  }

  /** What an interaction response breaks of its callback's schema. */
  checkResponse(response: Dict): string[] {
    const schema = CALLBACKS[Number(response['type'])];
    if (schema === undefined) return [];
    const problems = new Problems();
    this.run(['components', 'schemas', schema], response, problems);
    return problems.lines().map((line) => `schema: ${line}`);
  }

  private run(location: string[], value: unknown, problems: Problems, prefix: string[] = []): void {
    const $ref = `${DOCUMENT}#${pointer(location)}`;
    let validate = this.compiled.get($ref);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref });
      this.compiled.set($ref, validate);
    }
    if (validate(value)) return;
    for (const error of tellingErrors(validate.errors ?? [])) {
      const path = error.instancePath.split('/').slice(1);
      problems.add([...prefix, ...path], 'SCHEMA', `${error.message ?? error.keyword}${error.params['missingProperty'] === undefined ? '' : ` (${String(error.params['missingProperty'])})`}`);
    }
  }
}
