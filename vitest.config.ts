import { generateKeyPairSync } from 'node:crypto';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** A key pair of this run alone: the tests sign as Discord does. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const publicHex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

/** Packages that go into the test isolates as one file each: itty-durable loads no other way, the rest load ten times faster. */
const BUNDLED = ['itty-durable', 'drizzle-orm', 'drizzle-orm/d1', 'drizzle-orm/sqlite-core', 'zod', 'i18next', 'hono', 'hono/jwt', 'hono/utils/cookie'];

/** Files at once. Projects that run together must agree on it, and races need a core beside them. */
const WORKERS = 2;

/** Tests in workerd, with the real D1, objects and R2. */
function inWorkerd(name: string, include: string[], isolate: boolean): TestProjectInlineConfiguration {
  return {
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          d1Databases: ['DB', 'DB_1'],
          bindings: {
            TEST_MIGRATIONS: await readD1Migrations('./migrations'),
            TEST_SIGNING_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
            TEST_HOSTILE_REQUESTS: process.env['HOSTILE_REQUESTS'] ?? '1000',
            DISCORD_PUBLIC_KEY: publicHex,
            DISCORD_APPLICATION_ID: '1400000000000000001',
            DISCORD_TOKEN: 'test-token',
            ADMIN_USERNAME: 'operator',
            ADMIN_PASSWORD: 'correct horse battery staple',
            JWT_SECRET_KEY: 'a secret of the tests alone, 32 bytes or more',
            DISCORD_CLIENT_SECRET: 'client-secret-of-the-tests',
            DISCORD_API_BASE: 'http://127.0.0.1:9/api/v10',
            NEW_GUILD_DATABASES: 'DB,DB_1',
          },
        },
      })),
    ],
    test: {
      name, include, isolate,
      maxWorkers: WORKERS,
      // Vitest refuses a group of projects with different numbers of workers: an isolate for all files needs one of its own.
      sequence: { groupOrder: isolate ? 0 : 1 },
      setupFiles: ['./test/harness/setup.ts'],
      restoreMocks: true,
      testTimeout: 240_000,
      hookTimeout: 60_000,
      deps: { optimizer: { ssr: { enabled: true, include: BUNDLED } } },
    },
  };
}

export default defineConfig({
  test: {
    // Objects may log after their test file has ended, which an intercepted console takes for an error of the run.
    disableConsoleIntercept: true,
    projects: [
      // One isolate for all files: loading the modules again for each costs more than the tests. Each test has its own guild.
      inWorkerd('workers', ['test/{features,interactions,ledger,app,api}/**/*.test.ts'], false),
      // These look at all of a database: each file has an isolate and databases of its own.
      inWorkerd('isolated', ['test/isolated/**/*.test.ts'], true),
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{sandbox,tooling,ledger-sim,catalogue}/**/*.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          // One Coffer for all files, which one after the other act on it.
          globalSetup: './test/e2e/stage.ts',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
