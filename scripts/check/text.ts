import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tables that only the ledger writes (migrations/0001_ledger.sql); `placement` is db's. */
const LEDGER_TABLES = ['op', 'entry', 'account', 'hold', 'freeze', 'checkpoint', 'stat'];
const WRITE = '(?:insert\\s+into|update|delete\\s+from)';

interface TextRule {
  /** What is forbidden, and why. */
  says: string;
  pattern: RegExp;
  /** Whether the rule reads this file; paths from the root with forward slashes. */
  covers: (path: string) => boolean;
}

/** Rules that the linter cannot express, because they are about SQL. Tests may attack the database, so they are not read. */
const RULES: TextRule[] = [
  {
    says: 'conflict clauses that write over or leave out rows go past the guards of the ledger: use ON CONFLICT or WHERE NOT EXISTS',
    pattern: /\b(?:insert\s+or\s+(?:replace|ignore|rollback|abort|fail)|update\s+or\s+(?:replace|ignore|rollback|abort|fail)|replace\s+into)\b/i,
    covers: () => true,
  },
  {
    says: 'only src/ledger/ and migrations write the tables of the ledger',
    pattern: new RegExp(`\\b${WRITE}\\s+["'\`[]?(?:${LEDGER_TABLES.join('|')})\\b`, 'i'),
    covers: (path) => !path.startsWith('src/ledger/') && !path.startsWith('migrations/'),
  },
  {
    says: 'only src/ledger/ and migrations write the tables of the ledger',
    pattern: new RegExp(`\\.(?:insert|update|delete)\\(\\s*(?:\\w+\\.)?(?:${LEDGER_TABLES.join('|')})(?:s|Table)?\\s*\\)`),
    covers: (path) => path.startsWith('src/') && !path.startsWith('src/ledger/'),
  },
];

const FOLDERS = ['src', 'scripts', 'migrations', 'dashboard'];

function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs|sql)$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'));
}

/** Comments may name what is forbidden; line breaks stay, so that line numbers hold. */
function withoutComments(path: string, text: string): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ');
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, blank);
  return path.endsWith('.sql') ? plain.replace(/--.*$/gm, blank) : plain.replace(/(^|\s)\/\/.*$/gm, blank);
}

/** What a file breaks, one line each: `path:line: rule`. */
export function brokenBy(path: string, text: string): string[] {
  const plain = withoutComments(path, text);
  return RULES.filter(({ covers }) => covers(path)).flatMap(({ pattern, says }) =>
    [...plain.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(
      (match) => `${path}:${plain.slice(0, match.index).split('\n').length}: ${says}`,
    ),
  );
}

/** What the files under src, scripts, migrations and dashboard break. */
export function brokenTextRules(root: string): string[] {
  const present = new Set(readdirSync(root));
  return FOLDERS.filter((folder) => present.has(folder))
    .flatMap((folder) => filesUnder(root, folder))
    .flatMap((path) => brokenBy(path, readFileSync(join(root, path), 'utf8')));
}
