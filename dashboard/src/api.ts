import { hc, type ClientResponse } from 'hono/client';
import i18next from 'i18next';
import type { Api, ApiError } from '../../src/api/client.ts';

export type { ApiSchema } from '../../src/api/client.ts';

/** What the API refused, in its own words. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly reference: string;
  readonly fields: { path: string; message: string }[];

  constructor(status: number, { code, message, reference, fields = [] }: ApiError['error']) {
    super(message);
    this.status = status;
    this.code = code;
    this.reference = reference;
    this.fields = fields;
  }
}

let refreshing: Promise<boolean> | null = null;

/** Gets a new access token with the refresh cookie; one call for all who wait. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= fetch('/api/auth/refresh', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    .then(({ ok }) => ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/** A request with the session's cookies; a token that has run out is renewed once on the way. */
export async function authorizedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const again = input instanceof Request ? input.clone() : input;
  const response = await fetch(input, init);
  const path = new URL(input instanceof Request ? input.url : String(input), location.origin).pathname;
  const signingIn = path === '/api/auth/login' || path === '/api/auth/refresh' || path === '/api/auth/logout';
  if (response.status !== 401 || signingIn) return response;
  return (await refreshSession()) ? fetch(again, init) : response;
}

/** The API, typed by its own document. */
export const api = hc<Api>('/', { fetch: authorizedFetch, headers: () => ({ 'accept-language': i18next.resolvedLanguage ?? 'en' }) }).api;

/** The body of an answer. @throws ApiFailure for a refusal */
export async function answer<T>(calling: Promise<ClientResponse<T, number, 'json'>>): Promise<T> {
  return bodyOf(await calling) as Promise<T>;
}

/** As answer(), with the version that the record has (its ETag), for `If-Match`. */
export async function versioned<T>(calling: Promise<ClientResponse<T, number, 'json'>>): Promise<{ body: T; etag: string }> {
  const response = await calling;
  return { body: (await bodyOf(response)) as T, etag: response.headers.get('etag') ?? '*' };
}

async function bodyOf(response: { ok: boolean; status: number; headers: Headers; json(): Promise<unknown> }): Promise<unknown> {
  if (response.ok) return response.json();
  const isJson = response.headers.get('content-type')?.includes('json');
  const told = isJson ? ((await response.json()) as Partial<ApiError>).error : undefined;
  throw new ApiFailure(response.status, told ?? { code: 'fault', message: i18next.t('shell:unreachable'), reference: '' });
}

/** A key under which one change has one effect, however often it is sent. */
export const idempotencyKey = (): Record<string, string> => ({ 'Idempotency-Key': crypto.randomUUID() });

/** The headers of a change to a record that was read at a version. */
export const ifMatch = (etag: string): Record<string, string> => ({ ...idempotencyKey(), 'If-Match': etag });
