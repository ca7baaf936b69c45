import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CORE, type Core } from './core.ts';
import { MIGRATIONS } from './database.ts';

const SOURCES = join(import.meta.dirname, '../../src');
const PARTS = ['db', 'guild', 'kernel', 'ledger'];

/** A text that goes and the text that comes in its place. `file` is a source below src/, or `schema`. */
export interface Edit {
  file: string;
  from: string | RegExp;
  to: string;
}

/** Runs with a core that has the edits. Throws where a text is not there any more: a mutant must never be the original. */
export async function withMutant<T>(edits: Edit[], run: (core: Core) => Promise<T>): Promise<T> {
  let schema = MIGRATIONS;
  for (const edit of edits) if (edit.file === 'schema') schema = edited(schema, edit);
  const sources = edits.filter(({ file }) => file !== 'schema');
  if (sources.length === 0) return run({ ...CORE, schema });
  const folder = mkdtempSync(join(tmpdir(), 'coffer-mutant-'));
  try {
    for (const part of PARTS) cpSync(join(SOURCES, part), join(folder, part), { recursive: true });
    for (const edit of sources) {
      const path = join(folder, edit.file);
      writeFileSync(path, edited(readFileSync(path, 'utf8'), edit));
    }
    const load = (file: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
    // The copies export what their originals do.
    const modules = await Promise.all(['guild/committer.ts', 'guild/registry.ts', 'ledger/also.ts'].map(load)) as Core[];
    return await run({ ...Object.assign({}, ...modules) as Core, schema });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edited(text: string, { file, from, to }: Edit): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`the mutant's text is not in ${file}: ${from}`);
  return changed;
}
