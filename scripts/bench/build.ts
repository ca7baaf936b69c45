import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export interface Bundle {
  script: string;
  gzipKiB: number;
}

/** Builds an entry as `wrangler deploy` would and gives the file. */
export function bundle(entry: string, name: string): Bundle {
  const folder = `out/${name}`;
  execFileSync('wrangler', ['deploy', entry, '--dry-run', '--outdir', folder], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' },
  });
  const script = `${folder}/${(entry.split('/').at(-1) ?? '').replace('.ts', '.js')}`;
  return { script, gzipKiB: gzipSync(readFileSync(script)).byteLength / 1_024 };
}
