import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from '../src/app/routes.ts';
import { clientTypes } from './openapi/client.ts';

/** The document of the API and the types made from it: printed by name (`--print document`), or both written with `--write`. */
const ROOT = join(import.meta.dirname, '..');
const document = openApi();

/** A line for each operation and each shape: a difference then says what it is about. */
function lined({ paths, components, ...head }: Record<string, unknown>): string {
  const lines = (of: unknown): string => Object.entries(of as object).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n');
  const operations = Object.entries(paths as object).map(([path, methods]) => `${JSON.stringify(path)}:{\n${lines(methods)}}`);
  const { schemas, ...rest } = components as { schemas: object };
  return `{${lines(head)},\n"paths":{\n${operations.join(',\n')}},\n"components":{${lines(rest)},\n"schemas":{\n${lines(schemas)}}}}\n`;
}

const MADE = {
  document: { file: 'docs/openapi.json', text: lined(document) },
  client: { file: 'src/api/client.ts', text: clientTypes(document) },
};

const [flag, name] = process.argv.slice(2);
if (flag === '--write') for (const { file, text } of Object.values(MADE)) writeFileSync(join(ROOT, file), text);
else if (flag === '--print' && (name === 'document' || name === 'client')) process.stdout.write(MADE[name].text);
else throw new Error('usage: openapi.ts --write, or --print document|client');
