import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { NotFound } from '../ui/NotFound.tsx';
import { queryClient } from './query.ts';
import { Root } from './Root.tsx';
import { page, SECTIONS } from './sections.ts';
import { ServerFrame } from './ServerFrame.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

/** The only server goes open at once; several are listed. */
const home = createRoute({
  getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./ServerList.tsx')),
  loader: async () => {
    const { data } = await queryClient.ensureQueryData({ queryKey: ['servers'], queryFn: () => answer(api.servers.$get({ query: { per_page: 100 } })) });
    const [only] = data;
    if (only && data.length === 1) throw redirect({ to: '/s/$server/$section', params: { server: only.id, section: 'overview' } });
  },
});

const server = createRoute({ getParentRoute: () => root, path: '/s/$server', component: ServerFrame });
const start = createRoute({
  getParentRoute: () => server, path: '/',
  loader: ({ params }) => {
    throw redirect({ to: '/s/$server/$section', params: { ...params, section: 'overview' } });
  },
});
// Search parameters are the filters of a page: a text each, as the address shows them.
const validateSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== '' && value !== undefined && value !== null).map(([name, value]) => [name, String(value)]));

const sections = SECTIONS.map(({ name, load }) => createRoute({ getParentRoute: () => server, path: `/${name}`, validateSearch, component: lazyRouteComponent(load) }));
const member = createRoute({
  getParentRoute: () => server, path: '/members/$user', validateSearch, component: lazyRouteComponent(page(() => import('../sections/members/member.tsx'), 'members', 'tasks', 'transactions')),
});
// Links name a section by its name; this route is only what the types know, the ones above are matched first.
const named = createRoute({ getParentRoute: () => server, path: '/$section', validateSearch, component: () => <NotFound /> });

export const router = createRouter({
  routeTree: root.addChildren([home, server.addChildren([start, ...sections, member, named])]),
  defaultPendingComponent: Loading, defaultErrorComponent: ({ error, reset }) => <ErrorNotice error={error} retry={reset} />,
  defaultPreload: 'intent', scrollRestoration: true,
  // Plain texts, so that an address can be read and typed.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== '').map(([name, value]): [string, string] => [name, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
