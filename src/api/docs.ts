import type { AnyRoute } from '../define/route.ts';
import { openApiOf, tagOf } from './openapi.ts';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{overflow:auto;background:#f3f4f6;padding:.75rem;border-radius:6px}
h2{margin-top:2.5rem;text-transform:capitalize}summary{cursor:pointer;padding:.35rem 0}b{display:inline-block;min-width:4.5rem}
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#14171a}pre{background:#1f2429}a{color:#8ab4f8}}`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

interface Operation {
  summary: string;
  description: string;
  parameters: { name: string; in: string; required: boolean; schema: unknown; description?: string }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

const schema = (title: string, of: unknown): string => `<p>${title}</p><pre>${escaped(JSON.stringify(of, null, 2))}</pre>`;

function operationHtml(method: string, path: string, { summary, description, parameters, requestBody, responses }: Operation): string {
  const list = parameters.map(({ name, in: where, required, schema: of, description: more }) =>
    `<li><code>${escaped(name)}</code> (${where}${required ? '' : ', optional'}) <code>${escaped(JSON.stringify(of))}</code> ${escaped(more ?? '')}</li>`);
  const body = Object.values(requestBody?.content ?? {}).map((content) => schema('Body', content.schema));
  const answer = Object.entries(responses['200']?.content ?? {}).map(([type, content]) => schema(`Answer, ${escaped(type)}`, content.schema));
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(summary)}</summary>
<p>${escaped(description)}</p>${list.length > 0 ? `<ul>${list.join('')}</ul>` : ''}${body.join('')}${answer.join('')}</details>`;
}

/** The document as a page that a person can read: no script, nothing from elsewhere. */
export function docsPage(routes: AnyRoute[], version: string): string {
  const document = openApiOf(routes, version) as { paths: Record<string, Record<string, Operation>> };
  const sections = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    const tag = tagOf({ path: path.replace(/\{(\w+)\}/g, ':$1') });
    const parts = sections.get(tag) ?? [];
    for (const [method, operation] of Object.entries(operations)) parts.push(operationHtml(method, path, operation));
    sections.set(tag, parts);
  }
  const all = [...sections].sort(([left], [right]) => (left < right ? -1 : 1)).map(([tag, parts]) => `<h2>${escaped(tag)}</h2>${parts.join('\n')}`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Coffer: the API</title>
<style>${STYLE}</style><h1>Coffer: the API</h1>
<p>The same as a document for programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Scripts sign in with <code>POST /api/auth/login</code>,
ask for the tokens in the body, and send <code>Authorization: Bearer …</code>. Every change takes an <code>Idempotency-Key</code>; every record has an ETag for <code>If-Match</code>.</p>
${all.join('\n')}</html>`;
}
