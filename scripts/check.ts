import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenTextRules } from './check/text.ts';

const ROOT = join(import.meta.dirname, '..');
const BIN = (name: string, file: string): string => join(ROOT, 'node_modules', name, file);

/** Files that a command prints and that are committed: stale when the two differ. */
const GENERATED: { name: string; args: string[]; file: string }[] = [
  { name: 'command payload', args: ['scripts/register.ts', '--print'], file: 'scripts/register/payload.json' },
  { name: 'API document', args: ['scripts/openapi.ts', '--print', 'document'], file: 'docs/openapi.json' },
  { name: 'API client types', args: ['scripts/openapi.ts', '--print', 'client'], file: 'src/api/client.ts' },
  { name: 'permission table', args: ['scripts/permissions.ts', '--print'], file: 'docs/permissions.md' },
];

interface Step {
  name: string;
  /** What is wrong, as printed for a person; null where nothing is. */
  run: () => string | null;
}

function node(args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 });
}

function program(name: string, args: string[]): Step {
  return {
    name,
    run: () => {
      const { status, stdout, stderr, error } = node(args);
      return status === 0 ? null : `${stdout}${stderr}${error?.message ?? ''}`;
    },
  };
}

function generated({ name, args, file }: (typeof GENERATED)[number]): Step {
  return {
    name: `${name} is fresh`,
    run: () => {
      const { status, stdout, stderr } = node(args);
      if (status !== 0) return stderr;
      const committed = join(ROOT, file);
      const same = existsSync(committed) && readFileSync(committed, 'utf8') === stdout;
      return same ? null : `${file} is stale: node ${args.join(' ')} > ${file}`;
    },
  };
}

const typescript = BIN('typescript', 'bin/tsc');
const STEPS: Step[] = [
  program('types: src', [typescript, '--noEmit', '-p', 'tsconfig.json']),
  program('types: tests', [typescript, '--noEmit', '-p', 'tsconfig.test.json']),
  program('types: scripts', [typescript, '--noEmit', '-p', 'tsconfig.node.json']),
  program('types: dashboard', [typescript, '--noEmit', '-p', 'dashboard/tsconfig.json']),
  program('types: dashboard tests', [typescript, '--noEmit', '-p', 'dashboard/tsconfig.node.json']),
  program('lint', [BIN('oxlint', 'bin/oxlint'), '.']),
  program('dead code', [BIN('knip', 'bin/knip.js'), '--no-progress']),
  ...GENERATED.map(generated),
  program('weight of the dashboard', ['scripts/dashboard-size.ts']),
  { name: 'text rules', run: () => brokenTextRules(ROOT).join('\n') || null },
];

let failed = 0;
for (const { name, run } of STEPS) {
  const began = performance.now();
  const wrong = run();
  console.log(`${wrong === null ? 'ok  ' : 'FAIL'} ${name.padEnd(28)} ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  if (wrong === null) continue;
  failed += 1;
  console.log(wrong.trimEnd());
}
console.log(failed === 0 ? `check: ${STEPS.length} steps passed` : `check: ${failed} of ${STEPS.length} steps failed`);
process.exitCode = failed === 0 ? 0 : 1;
