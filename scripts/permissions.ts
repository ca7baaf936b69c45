import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '../src/app/routes.ts';
import { allows, ROLES } from './permissions/roles.ts';

/** The table of endpoint by role, made from the routes: `--print` it, or `--write` it to docs/permissions.md. */
const FILE = 'docs/permissions.md';

const HEAD = `# Who may call what

Made from the routes by \`npm run permissions\`; \`test/api/matrix.test.ts\` calls every cell.

- **nobody** is not signed in: 401, but for what is open to all.
- **member** is on the server and has no level there: 403. Whoever is not on the server, whatever they are on another one, gets
  the same 404 as for a server that does not exist.
- **reviewer**, **shopkeeper**, **economist**, **moderator** and **admin** are given to roles by \`/config roles\`. Discord's owner,
  "Administrator" and "Manage Server" count as admin. A moderator is also reviewer, shopkeeper and economist; an admin is all of them.
- **operator** is the account of \`ADMIN_USERNAME\`: everything, on every server.

Rights in a server are read from Discord: at most five minutes old for reads, a minute for changes. While Discord does not answer,
they are refused with 503 as soon as what is known is older. Members who are timed out have no level.

What a level may see beyond the yes or no of this table (own sessions, the servers in a list) is said by the address itself.
`;

const mark = (yes: boolean): string => (yes ? 'yes' : '·');

const rows = ROUTES.map((route) => ({ name: `${route.method} ${route.path}`, path: route.path, cells: ROLES.map((role) => mark(allows(route, role))) }))
  .sort((left, right) => (left.path === right.path ? 0 : left.path < right.path ? -1 : 1) || (left.name < right.name ? -1 : 1));

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = [
  line(['endpoint', ...ROLES]), line(['---', ...ROLES.map(() => ':-:')]), ...rows.map(({ name, cells }) => line([`\`${name}\``, ...cells])),
];
const text = `${HEAD}\n${table.join('\n')}\n`;

if (process.argv[2] === '--write') writeFileSync(join(import.meta.dirname, '..', FILE), text);
else if (process.argv[2] === '--print') process.stdout.write(text);
else throw new Error('usage: permissions.ts --print | --write');
