import { createReadStream, existsSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** Where the dashboard's build lies; the sandbox page is its second entry. */
const PAGE_FOLDER = join(import.meta.dirname, '..', '..', 'dashboard', 'dist');

const ENTRY = 'sandbox.html';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** Nothing but what the page brings along; its styles are set by script, hence 'unsafe-inline' for them alone. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "media-src 'self'",
  "connect-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
};

/** Hashed names never change their content. */
function cacheOf(path: string): string {
  return path.startsWith(`assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Answers a GET with a file of the page's build; false where there is none by that name. */
export function sendPage(response: ServerResponse, pathname: string, folder: string = PAGE_FOLDER): boolean {
  const path = pathname === '/' ? ENTRY : normalize(pathname).slice(1);
  const file = join(folder, path);
  if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
    if (pathname !== '/') return false;
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('The page is not built yet: run npm start, or npm run build in dashboard/.\n');
    return true;
  }
  const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { ...HEADERS, 'Content-Type': type, 'Content-Length': statSync(file).size, 'Cache-Control': cacheOf(path) });
  createReadStream(file).pipe(response);
  return true;
}
