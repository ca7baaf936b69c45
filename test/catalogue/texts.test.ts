import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RESOURCES } from '../../src/app/catalogues.ts';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') found.set(path, value);
    else for (const [inner, text] of leaves(value, path)) found.set(inner, text);
  }
  return found;
}

const english = leaves(RESOURCES.en);
const others = Object.entries(RESOURCES).filter(([language]) => language !== 'en');
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe.each(others)('%s against English', (_language, tree) => {
  const texts = leaves(tree);

  test('has every text and no other', () => {
    expect([...english.keys()].filter((key) => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  test('has the same placeholders', () => {
    const differing = [...english].filter(([key, text]) => String(placeholders(texts.get(key) ?? '')) !== String(placeholders(text)));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('is translated: no sentence stands there in English', () => {
    const same = [...english].filter(([key, text]) => texts.get(key) === text && /[a-z] [a-z]+ [a-z]/i.test(text));
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('every key that the code names is in the catalogue', () => {
  const namespaces = Object.keys(RESOURCES.en).join('|');
  const literal = new RegExp(`'((?:${namespaces})\\.[a-z_A-Z0-9.]+)'`, 'g');
  const known = (key: string): boolean => english.has(key) || english.has(`${key}_other`) || [...english.keys()].some((other) => other.startsWith(`${key}.`));
  const missing: string[] = [];
  for (const file of sourceFiles('src')) {
    const text = readFileSync(file, 'utf8');
    for (const [, key = ''] of text.matchAll(literal)) {
      // Statements, cron jobs, audited acts and lines of the log have dotted names too, and say what they are before it.
      const named = new RegExp(`((name|statement|cron|key|action): ?|log\\('\\w+', |Set\\(\\[[^\\]]*)'${key}'`).test(text);
      if (!known(key) && !named) missing.push(`${file}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
});
