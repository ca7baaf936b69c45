import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a run leaves behind; git ignores the folder. Another one lets a test run beside a person's. */
const COFFER = process.env['COFFER_FOLDER'] ?? join(ROOT, '.coffer');

export const FILES = {
  coffer: COFFER,
  /** Local databases, objects and files, as wrangler's --persist-to. */
  state: join(COFFER, 'state'),
  /** The world of the stand-in. */
  sandbox: join(COFFER, 'sandbox.json'),
  /** Where this run listens, for the terminal client. */
  run: join(COFFER, 'run.json'),
  /** The Worker's secrets of this run. */
  vars: join(COFFER, 'dev.vars'),
  /** The account and the secret that a start made up. */
  access: join(COFFER, 'access.json'),
  log: join(COFFER, 'dev.log'),
  /** Where the dashboard finds this run's Worker: another Coffer on the machine has a Worker of the same name. */
  registry: join(COFFER, 'registry'),
  migrations: join(ROOT, 'migrations'),
  wrangler: join(ROOT, 'wrangler.toml'),
  settings: join(ROOT, '.env'),
  dashboard: join(ROOT, 'dashboard'),
} as const;
