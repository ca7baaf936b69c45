import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Tree = { [key: string]: string | Tree };

const FOLDER = join(import.meta.dirname, '..', '..', 'dashboard', 'src', 'i18n');
const names = (language: string): string[] => readdirSync(join(FOLDER, language)).filter((name) => name.endsWith('.json')).sort();
const languages = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`)));
}

const texts = (language: string, name: string): Map<string, string> => new Map(leaves(JSON.parse(readFileSync(join(FOLDER, language, name), 'utf8')) as Tree));
const placeholders = (text: string): string => [...new Set(text.match(/\{\{\w+/g) ?? [])].sort().join();

test.each(languages)('%s has every file of texts', (language) => {
  expect(names(language)).toEqual(names('en'));
});

// A page loads its own language alone: a text that is missing there is shown as its key.
describe.each(languages.filter((language) => language !== 'en'))('%s against English', (language) => {
  test.each(names('en'))('%s', (name) => {
    const english = texts('en', name);
    const other = texts(language, name);
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...english].filter(([key, text]) => placeholders(text) !== placeholders(other.get(key) ?? '')).map(([key]) => key)).toEqual([]);
  });
});

/** The texts that a file of the dashboard asks for, and those of everything that it imports. */
function textsOf(file: string, seen: Set<string> = new Set()): Set<string> {
  const used = new Set<string>();
  if (seen.has(file)) return used;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, asked = ''] of code.matchAll(/useTranslation\(([^)]*)\)/g)) for (const [, name = ''] of asked.matchAll(/'(\w+)'/g)) used.add(name);
  for (const [, path = ''] of code.matchAll(/(?:from|import\() ?'(\.[^']+\.tsx?)'/g)) {
    // Types alone come from outside the dashboard.
    const imported = join(dirname(file), path);
    if (imported.startsWith(dirname(FOLDER))) for (const name of textsOf(imported, seen)) used.add(name);
  }
  return used;
}

test('every page names the texts that it and its parts ask for', () => {
  const app = join(FOLDER, '..', 'app');
  const code = ['sections.ts', 'router.tsx'].map((name) => readFileSync(join(app, name), 'utf8')).join('\n');
  const pages = [...code.matchAll(/page\(\(\) => import\('([^']+)'\)((?:, '\w+')*)\)/g)];
  expect(pages.length).toBeGreaterThan(10);
  const missing = pages.flatMap(([, path = '', named = '']) => {
    const has = new Set(['shell', 'records', ...[...named.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)]);
    return [...textsOf(join(app, path))].filter((name) => !has.has(name)).map((name) => `${path}: ${name}`);
  });
  expect(missing).toEqual([]);
});
