// Installs what the lock files here and in dashboard/ name, and only when they changed. Runs before start, test and check on the machine's
// own Node (18 or newer) and with nothing installed, hence plain JavaScript.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MIN = 18;
const root = fileURLToPath(new URL('..', import.meta.url));
/** Both packages: the Worker with its scripts, and the dashboard with the sandbox page. */
const FOLDERS = [root, join(root, 'dashboard')];

function fail(line) {
  console.error(line);
  process.exit(1);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** npm's own record of a finished install says the same versions as the lock file: somebody ran npm by hand. */
function installedByHand(folder, lockText) {
  const modules = join(folder, 'node_modules');
  const record = read(join(modules, '.package-lock.json'));
  if (record === null || (folder === root && !existsSync(join(modules, '.bin', 'node')))) return false;
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(record).packages;
  const missing = Object.entries(wanted).some(
    ([path, { version, optional, devOptional }]) =>
      path !== '' && installed[path]?.version !== version && !((optional || devOptional) && installed[path] === undefined),
  );
  return !missing && Object.keys(installed).every((path) => wanted[path] !== undefined);
}

/** Without node_modules/.bin, where this project's Node 24 lives: npm ci deletes it while it runs. */
function environment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !/node_modules[\\/]\.bin[\\/]?$/.test(entry));
  return { ...process.env, PATH: path.join(delimiter) };
}

async function install(folder) {
  console.log(`Installing dependencies${folder === root ? '' : ' of the dashboard'} (npm ci) …`);
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [status] = await once(npm, 'close').catch((error) => fail(`npm could not be started (${error.message}). Install Node ${NODE_MIN} or newer together with npm.`));
  if (status !== 0) fail('npm ci failed; its message is above. Nothing was started. Run the command again once it is put right.');
}

async function bringUpToDate(folder) {
  const lockText = read(join(folder, 'package-lock.json'));
  if (lockText === null) fail(`${join(folder, 'package-lock.json')} is missing: this does not look like a whole checkout of Coffer.`);
  const stampFile = join(folder, 'node_modules', '.coffer-lock-hash');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (read(stampFile) === hash) return;
  if (!installedByHand(folder, lockText)) await install(folder);
  writeFileSync(stampFile, hash);
}

if (Number(process.versions.node.split('.')[0]) < NODE_MIN) {
  fail(`Coffer needs Node ${NODE_MIN} or newer to install; this is Node ${process.versions.node}.`);
}
// Both at once: most of an install is waiting for the registry.
await Promise.all(FOLDERS.map(bringUpToDate));
