import type * as z from 'zod';
import type { Texts } from '../i18n/texts.ts';
import type { Env } from '../kernel/env.ts';
import type { Level } from '../kernel/settings.ts';
import type { Context } from './context.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call a route. `session`: whoever is signed in; `staff`: whoever has any level in the server; a level: whoever
 * has it there; `operator`: the account of the settings alone.
 */
export type Access = 'public' | 'session' | 'operator' | 'staff' | Level;

/** Who is signed in. */
export interface Principal {
  kind: 'operator' | 'discord';
  /** A Discord user id, or `operator`: what entries and audit rows name as the actor. */
  id: string;
  name: string;
  avatar: string | null;
  /** The session that the request came with. */
  session: string;
}

/** One request, as every route sees it. */
export interface Call {
  env: Env;
  /** The request itself, for cookies and streams; its body has been read. */
  request: Request;
  principal: Principal | null;
  /** Milliseconds since 1970. */
  now: number;
  texts: Texts;
  /** Under which a fault of this request is logged. */
  reference: string;
  /** The version that the client has seen (`If-Match`), or null where it does not care. */
  ifMatch: string | null;
  /** Goes on after the answer. */
  later(work: Promise<unknown>): void;
  /** Ids of the servers that the caller may see as staff. */
  visibleServers(): Promise<string[]>;
  /** Whether the caller is still signed in and still staff of a server: read anew, for what goes on for long. */
  isStaff(guildId: string): Promise<boolean>;
  /** Levels that the caller has in a server, highest first; none for a stranger. */
  levelsIn(guildId: string): Promise<Level[]>;
}

/** A request about one server: a feature's rules take it as they take an interaction. */
export interface ApiContext extends Context, Call {
  principal: Principal;
}

/** A JSON answer. `version` becomes the ETag. */
export interface Answer<R> {
  body: R;
  status?: 200 | 201 | 202;
  version?: string | number;
  headers?: Record<string, string>;
}

export const ok = <R>(body: R, more: Omit<Answer<R>, 'body'> = {}): Answer<R> => ({ body, ...more });
export const created = <R>(body: R, version?: string | number): Answer<R> => ({ body, status: 201, ...(version === undefined ? {} : { version }) });

interface Input<P, Q, B> {
  params: P;
  query: Q;
  body: B;
}

export interface RouteRules {
  method: Method;
  /** As it is called, such as `/api/:server_id/users/:user_id`. `:server_id` matches 17 to 20 digits only. */
  path: string;
  access: Access;
  /** What it does, in one line of the document. */
  summary: string;
  /** Media type of an answer that is a Response of its own. */
  produces?: string;
}

interface Declared<C, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> extends RouteRules {
  params?: P;
  query?: Q;
  body?: B;
  /** Shape of the answer's body. Left out where `produces` names something else than JSON. */
  reply?: R;
  run(ctx: C, input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer<z.input<R>> | Response>;
}

/** A route whose types are no longer known, as the door keeps it. `guild`: where the server's id is, or null. */
export interface AnyRoute extends RouteRules {
  guild: 'path' | 'query' | 'body' | null;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply?: z.ZodType;
  run(ctx: Call | ApiContext, input: Input<unknown, unknown, unknown>): Promise<Answer<unknown> | Response>;
}

type Nothing = z.ZodUndefined;

/** Declares a route about no server in particular. */
export function globalRoute<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, R extends z.ZodType = Nothing>(
  declared: Declared<Call, P, Q, B, R>,
): AnyRoute {
  // The door parses every part by the same schemas before it calls run.
  return { ...declared, guild: null } as unknown as AnyRoute;
}

/** Declares a route about one server. Its id is in the path unless `server` says otherwise. */
export function guildRoute<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, R extends z.ZodType = Nothing>(
  { server = 'path', ...declared }: Declared<ApiContext, P, Q, B, R> & { server?: 'path' | 'query' | 'body' },
): AnyRoute {
  return { ...declared, guild: server } as unknown as AnyRoute;
}
