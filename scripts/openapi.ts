import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from '../src/app/routes.ts';
import { clientTypes } from './openapi/client.ts';

/** The document of the API and the types made from it: printed by name (`--print document`), or both written with `--write`. */
const ROOT = join(import.meta.dirname, '..');
const document = openApi();
const MADE = {
  document: { file: 'docs/openapi.json', text: `${JSON.stringify(document, null, 1)}\n` },
  client: { file: 'src/api/client.ts', text: clientTypes(document) },
};

const [flag, name] = process.argv.slice(2);
if (flag === '--write') for (const { file, text } of Object.values(MADE)) writeFileSync(join(ROOT, file), text);
else if (flag === '--print' && (name === 'document' || name === 'client')) process.stdout.write(MADE[name].text);
else throw new Error('usage: openapi.ts --write, or --print document|client');
