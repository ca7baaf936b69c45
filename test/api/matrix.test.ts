import { beforeAll, expect, it } from 'vitest';
import { allows, ROLES, type Role } from '../../scripts/permissions/roles.ts';
import { ROUTES } from '../../src/app/routes.ts';
import type { AnyRoute, Principal } from '../../src/define/route.ts';
import { LEVELS } from '../../src/kernel/settings.ts';
import { OPERATOR, tokenFor } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { fetchWorker, freshId, guild, type Guild } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { people } from '../harness/fake-people.ts';

/** One server with a person of each level, and a member without any. */
interface House {
  where: Guild;
  people: Record<'member' | (typeof LEVELS)[number], string>;
}

let ours: House;
let theirs: House;
/** Admin on the other server, plain member of ours. */
const guest = freshId();

async function house(guests: string[]): Promise<House> {
  const where = guild();
  const roleOf = Object.fromEntries(LEVELS.map((level) => [level, freshId()]));
  await configure(where, { roles: Object.fromEntries(LEVELS.map((level) => [level, [roleOf[level] ?? '']])) });
  const staff = Object.fromEntries(LEVELS.map((level) => [level, freshId()])) as Record<(typeof LEVELS)[number], string>;
  const member = freshId();
  const roles = (level: string): string[] => [roleOf[level] ?? ''];
  people.guild(where.id, {
    owner: freshId(), roles: { [where.id]: '1024', ...Object.fromEntries(Object.values(roleOf).map((id) => [id, '0'])) },
    members: {
      [member]: { roles: [] }, ...Object.fromEntries(LEVELS.map((level) => [staff[level], { roles: roles(level) }])),
      ...Object.fromEntries(guests.map((id) => [id, { roles: guests.length === 2 ? roles('admin') : [] }])),
    },
  });
  return { where, people: { ...staff, member } };
}

beforeAll(async () => {
  await migrate();
  ours = await house([guest]);
  theirs = await house([guest, freshId()]);
});

/** Bodies that keep a route from answering 401 by its own nature. */
const BODIES: Record<string, object> = { 'POST /api/auth/refresh': { refresh_token: '' } };

/** A request that says as little as the route lets it: what it asks for need not exist. */
function requestOf(route: AnyRoute, token: string | null): Request {
  const { method, path } = route;
  const server = ours.where.id;
  const address = path.replace(/:(\w+)(\{[^}]*\})?/g, (_all, name: string) => (name === 'server_id' ? server : /user|channel|role/.test(name) ? freshId() : '1'));
  const query = route.guild === 'query' ? `?server_id=${server}` : '';
  const body = { ...(route.guild === 'body' ? { server_id: server } : {}), ...BODIES[`${method} ${path}`] };
  return new Request(`http://coffer.test${address}${query}`, {
    method, redirect: 'manual',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
}

let cells = 0;

/** A session of its own for each cell: some routes end the one that they are called with. */
async function callAs(route: AnyRoute, who: Omit<Principal, 'session'> | null): Promise<{ status: number; message: string }> {
  cells += 1;
  const token = who && (await tokenFor({ ...who, session: who.id === OPERATOR.id ? `operator-${cells}` : `cell-${cells}` }));
  const response = await fetchWorker(requestOf(route, token));
  // A stream would never end, and an export may be long.
  if (!response.headers.get('content-type')?.includes('application/json')) {
    await response.body?.cancel();
    return { status: response.status, message: '' };
  }
  const answer = (await response.json()) as { error?: { message: string } };
  return { status: response.status, message: answer.error?.message ?? '' };
}

const person = (id: string): Omit<Principal, 'session'> => ({ kind: 'discord', id, name: 'Somebody', avatar: null });

function principalOf(role: Role): Omit<Principal, 'session'> | null {
  if (role === 'nobody') return null;
  return role === 'operator' ? OPERATOR : person(ours.people[role]);
}

const NO_SERVER = 'There is no such server, or you are not on it.';
const NO_ROUTE = /no such address/;

async function cell(route: AnyRoute, role: Role): Promise<string | null> {
  const { status, message } = await callAs(route, principalOf(role));
  const said = `${role}: ${status} ${message}`;
  if (allows(route, role)) return [401, 403].includes(status) || status >= 500 || message === NO_SERVER || NO_ROUTE.test(message) ? said : null;
  return status === (role === 'nobody' ? 401 : 403) ? null : said;
}

/** Whoever has a level elsewhere is a stranger here; who is a member here too is no more than that. */
async function foreign(route: AnyRoute): Promise<(string | null)[]> {
  const strangers = LEVELS.map(async (level) => {
    const { status, message } = await callAs(route, person(theirs.people[level]));
    return status === 404 && message === NO_SERVER ? null : `${level} of another server: ${status} ${message}`;
  });
  const { status } = await callAs(route, person(guest));
  return [...(await Promise.all(strangers)), status === 403 || allows(route, 'member') ? null : `admin of another server, member here: ${status}`];
}

it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
  const wrong = await Promise.all(ROLES.map((role) => cell(route, role)));
  if (route.guild !== null) wrong.push(...(await foreign(route)));
  expect(wrong.filter((line) => line !== null)).toEqual([]);
});

it('a route about a server asks for a level there, and no two routes share an address', () => {
  const loose = ROUTES.filter(({ guild: where, access }) => where !== null && !['staff', ...LEVELS].includes(access));
  expect(loose.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  const names = ROUTES.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':x')}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
