import { readD1Migrations } from '@cloudflare/vitest-plugin';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

/** What the parent process sends in the environment. */
const { BENCH_SCRIPT = '', BENCH_PUBLIC_KEY = '', BENCH_PERSIST, BENCH_API_BASE = 'http://127.0.0.1:9' } = process.env;

/** Serves one built bundle by Miniflare on a direct socket, which equals raw workerd, and tells the address to the parent. */
const miniflare = new Miniflare(convertV4MiniflareOptions({
  modules: true, scriptPath: BENCH_SCRIPT, compatibilityDate: '2026-08-01', compatibilityFlags: ['nodejs_compat', 'no_nodejs_global_timers'],
  d1Databases: { DB: 'bench' }, r2Buckets: ['FILES'], unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  durableObjects: {
    GUILD: { className: 'Guild', useSQLite: true }, OUTBOX: { className: 'Outbox', useSQLite: true },
    ACCOUNTS: { className: 'Accounts', useSQLite: true },
  },
  bindings: {
    DISCORD_PUBLIC_KEY: BENCH_PUBLIC_KEY, DISCORD_APPLICATION_ID: '1400000000000000001', DISCORD_TOKEN: 'bench',
    DISCORD_API_BASE: BENCH_API_BASE,
  },
  ...(BENCH_PERSIST ? { resourcePersistencePath: BENCH_PERSIST } : {}),
}));
const database = await miniflare.getD1Database('DB');

/** What the parent wants between rounds: a statement on the database, or a cron trigger. */
interface Query {
  id: number;
  sql?: string;
  params?: unknown[];
  cron?: string;
}

if (process.env['BENCH_MIGRATE'] === '1') {
  for (const { queries } of await readD1Migrations('./migrations')) for (const query of queries) await database.prepare(query).run();
}
async function carryOut({ sql, params = [], cron }: Query): Promise<unknown[]> {
  if (cron !== undefined) await (await miniflare.getWorker()).scheduled({ cron, scheduledTime: new Date() });
  return sql === undefined ? [] : (await database.prepare(sql).bind(...params).all()).results;
}

process.on('message', (query: Query) => {
  const { id } = query;
  carryOut(query).then(
    (results) => process.send?.({ id, results }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => void miniflare.dispose().then(() => process.exit(0)));
process.send?.({ url: (await miniflare.unsafeGetDirectURL()).href });
