import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cronTriggers, isDue } from '../../scripts/start/cron.ts';
import { boundDatabases } from '../../scripts/start/database.ts';
import { needFreePort } from '../../scripts/start/ports.ts';
import { worthShowing } from '../../scripts/start/worker.ts';

const TOML = readFileSync(join(import.meta.dirname, '..', '..', 'wrangler.toml'), 'utf8');

test('every bound database is migrated, in the order of the file', () => {
  const text = '# [[d1_databases]]\n[[d1_databases]]\nbinding = "DB"\nmigrations_dir = "m"\n\n[[r2_buckets]]\nbinding = "FILES"\n[[d1_databases]]\ndatabase_name = "x"\nbinding = "DB_1"\n';
  expect(boundDatabases(text)).toEqual(['DB', 'DB_1']);
  expect(boundDatabases(TOML)).toContain('DB');
});

test('cron triggers are due in their minutes', () => {
  const at = (time: string): Date => new Date(`2026-11-21T${time}:00Z`);
  expect(isDue('* * * * *', at('03:17'))).toBe(true);
  expect([isDue('*/10 * * * *', at('03:20')), isDue('*/10 * * * *', at('03:21'))]).toEqual([true, false]);
  expect([isDue('17 3 * * *', at('03:17')), isDue('17 3 * * *', at('04:17'))]).toEqual([true, false]);
  expect(() => isDue('0 0 * * MON', at('00:00'))).toThrow('not understood');
});

test('every cron trigger of wrangler.toml is understood', () => {
  const crons = cronTriggers(TOML);
  expect(crons).toContain('* * * * *');
  for (const cron of crons) expect(() => isDue(cron, new Date())).not.toThrow();
});

test('a port in use is one plain line', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(needFreePort(port, 'the Worker')).rejects.toThrow(`Port ${port}, for the Worker, is in use by another program: stop that or set PORT to another number.`);
  await new Promise((resolve) => server.close(resolve));
  await expect(needFreePort(port, 'the Worker')).resolves.toBeUndefined();
});

test('of the log, faults are shown and requests are not', () => {
  expect(worthShowing('[wrangler:info] POST /interactions 200 OK (4ms)')).toBe(false);
  expect(worthShowing('{"level":"info","event":"cron.done"}')).toBe(false);
  expect(worthShowing('{"level":"error","event":"interaction.failed"}')).toBe(true);
  expect(worthShowing('✘ [ERROR] Build failed with 1 error:')).toBe(true);
});
