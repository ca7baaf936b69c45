import type { Principal } from '../../src/define/route.ts';
import { signAccess } from '../../src/features/access/token.ts';
import { fetchWorker } from './discord.ts';
import { env } from './env.ts';

export const OPERATOR: Principal = { kind: 'operator', id: 'operator', name: 'operator', avatar: null, session: 'test' };

const opened = new Set<string>();

/** An access token of somebody, whose session is open in the database. */
export async function tokenFor({ session, ...person }: Principal): Promise<string> {
  // A session belongs to one person: tests give many people the same one. The operator's is there from migrate() on.
  const own = person.id === OPERATOR.id ? session : `${session}-${person.id}`;
  if (!opened.has(own)) {
    await env.DB.prepare(`INSERT INTO session (session_id, kind, user_id, name, generation, rotated_at, created_at, expires_at, address, agent)
      VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?6, 'test', 'test') ON CONFLICT DO NOTHING`)
      .bind(own, person.kind, person.id, person.name, Date.now(), Date.now() + 86_400_000).run();
    opened.add(own);
  }
  return signAccess(env.JWT_SECRET_KEY ?? '', { ...person, session: own }, Date.now());
}

export interface Answered {
  status: number;
  headers: Headers;
  // The body as it came: each test knows the shape that it looks at.
  body: any;
}

/** Calls the API as somebody with a Bearer token; null is nobody. */
export async function call(
  who: Principal | null, method: string, path: string, body?: unknown, headers: Record<string, string> = {},
): Promise<Answered> {
  const token = who === null ? null : await tokenFor(who);
  const response = await fetchWorker(new Request(`http://coffer.test${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }));
  const text = await response.text();
  const json = /\bjson\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

/** The API as the operator. */
export const api = {
  get: (path: string, headers?: Record<string, string>): Promise<Answered> => call(OPERATOR, 'GET', path, undefined, headers),
  post: (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answered> => call(OPERATOR, 'POST', path, body, headers),
  put: (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answered> => call(OPERATOR, 'PUT', path, body, headers),
  patch: (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answered> => call(OPERATOR, 'PATCH', path, body, headers),
  delete: (path: string, headers?: Record<string, string>): Promise<Answered> => call(OPERATOR, 'DELETE', path, undefined, headers),
};
