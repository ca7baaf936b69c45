// Adds to both package-lock.json files (here and in dashboard/) the entries of other platforms that npm leaves out when a registry does not carry them, and
// without which `npm ci` refuses the lock file there. Run it after every change of either.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SYSTEMS = { windows: 'win32', win32: 'win32', win: 'win32', darwin: 'darwin', macos: 'darwin', linux: 'linux', android: 'android', freebsd: 'freebsd', netbsd: 'netbsd', openbsd: 'openbsd', sunos: 'sunos', aix: 'aix', openharmony: 'openharmony' };
const CPUS = { 64: 'x64', x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64', mips64el: 'mips64el', wasm32: 'wasm32' };

/** Operating system, processor and C library that a package's name tells, as npm writes them; null where it tells no platform. */
export function platformOfName(name) {
  const words = name.replace(/^@/, '').split(/[/\-_.]/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => CPUS[word]).find(Boolean);
  if (!os || !cpu) return null;
  const libc = os === 'linux' ? words.map((word) => /^(musl|gnu)$/.exec(word)?.[1]).find(Boolean) : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc === 'gnu' ? 'glibc' : 'musl'] } : {}) };
}

/** Where Node would find `name` from a package at `path` of the lock file, or null. */
function resolve(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (at === '') return null;
    if (!at.includes('/node_modules/')) at = '';
  }
}

/** Every optional dependency that no entry answers: [{ parent, name, version }]. */
export function missingEntries(lock) {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => resolve(lock.packages, parent, name) === null)
      .map(([name, version]) => ({ parent, name, version })),
  );
}

/** The registry's word, for a name that tells no platform. */
function platformOfRegistry(name, version) {
  const result = spawnSync('npm', ['view', `${name}@${version}`, 'os', 'cpu', 'libc', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.status !== 0) throw new Error(`${name}@${version}: neither its name nor the registry tells its platform\n${result.stderr}`);
  return result.stdout.trim() === '' ? {} : JSON.parse(result.stdout);
}

/** Adds what is missing, keys in npm's order; gives the names added. A version that is a range is refused: it names no single package. */
export function complete(lock, ask = platformOfRegistry) {
  const missing = missingEntries(lock);
  for (const { parent, name, version } of missing) {
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${parent} wants ${name} ${version}: pin one version`);
    const { dev } = lock.packages[parent];
    const { os, cpu, libc } = platformOfName(name) ?? ask(name, version);
    const entry = { version, cpu, ...(dev ? { dev } : {}), libc, optional: true, os };
    lock.packages[`node_modules/${name}`] = JSON.parse(JSON.stringify(entry));
  }
  const { '': project, ...others } = lock.packages;
  const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': project, ...Object.fromEntries(sorted) };
  for (const entry of Object.values(lock.packages)) delete entry.resolved;
  return missing.map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of ['package-lock.json', 'dashboard/package-lock.json']) {
    const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
    const before = readFileSync(file, 'utf8');
    const lock = JSON.parse(before);
    const added = complete(lock);
    const after = `${JSON.stringify(lock, null, 2)}\n`;
    if (after !== before) writeFileSync(file, after);
    console.log(added.length === 0 ? `${name} is complete.` : `Added to ${name}: ${added.join(', ')}`);
  }
}
