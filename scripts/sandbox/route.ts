import type { APIAttachment } from 'discord-api-types/v10';
import type { Attachments } from './attachments.ts';
import type { Identity } from './keys.ts';
import type { Dict, StoredUser } from './model.ts';
import type { World } from './world.ts';

/** What a handler knows of one REST call. */
export interface Call {
  world: World;
  /** Whose token the call came with, where it was not the bot's. */
  user: StoredUser | undefined;
  authorization: string | undefined;
  /** The body was sent as a form. */
  isForm: boolean;
  identity: Identity;
  now: number;
  params: Record<string, string>;
  query: URLSearchParams;
  /** The JSON body (or payload_json); {} when there is none. */
  body: Dict;
  /** The body as sent where it may be a list (bulk PUT). */
  list: unknown[];
  files: APIAttachment[];
  attachments: Attachments;
  /** Waits until an interaction's own HTTP exchange is over. */
  exchangeEnded: (interactionId: string) => Promise<void>;
}

/** A handler's answer; without a body 204 is usual. */
export interface Answer {
  status: number;
  body?: unknown;
}

export interface Route {
  method: string;
  /** Path below /api/v10 with Discord's parameter names in braces, as in its OpenAPI document. */
  template: string;
  run: (call: Call) => Answer | Promise<Answer>;
  /** false where the token in the path is the permission (webhooks). */
  bot: boolean;
  /** The scope with which a person's own token does too. */
  scope?: string;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Declares a route that needs the bot's token. */
export function botRoute(method: string, template: string, run: Route['run']): Route {
  return { method, template, run, bot: true };
}

/** Declares a route that takes the bot's token, or a person's with this scope. */
export function userRoute(method: string, template: string, scope: string, run: Route['run']): Route {
  return { method, template, run, bot: true, scope };
}

/** Declares a route that is open to whoever knows its path. */
export function openRoute(method: string, template: string, run: Route['run']): Route {
  return { method, template, run, bot: false };
}

/** Parameters of a path that fits a template, or undefined. */
function fit(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return undefined;
    } else if (value === '' || value.startsWith('@')) return undefined;
    else params[part.slice(1, -1)] = decodeURIComponent(value);
  }
  return params;
}

const variables = (template: string): number => template.split('{').length;

/** Finds a route; 'method' when only the path is known. Fixed segments go before parameters. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | 'method' | undefined {
  const fitting = routes
    .flatMap((route) => {
      const params = fit(route.template, path);
      return params === undefined ? [] : [{ route, params }];
    })
    .sort((left, right) => variables(left.route.template) - variables(right.route.template));
  if (fitting.length === 0) return undefined;
  return fitting.find((match) => match.route.method === method) ?? 'method';
}
