import { fetchWorker } from './discord.ts';
import type { Answered } from './api.ts';

export const ORIGIN = 'http://coffer.test';

interface Cookie {
  value: string;
  path: string;
  attributes: string;
}

/** A browser of a few lines: keeps cookies by path and sends what a browser sends from a page of our own. */
export class Browser {
  readonly cookies = new Map<string, Cookie>();
  readonly address: string;

  constructor(address = '203.0.113.1') {
    this.address = address;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const sent = [...this.cookies].filter(([, cookie]) => path.startsWith(cookie.path)).map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetchWorker(new Request(ORIGIN + path, {
      method, redirect: 'manual',
      headers: {
        'cf-connecting-ip': this.address, 'user-agent': 'Browser of the tests', ...(sent ? { cookie: sent } : {}),
        ...(method === 'GET' ? {} : { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }), ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }));
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  }

  get = (path: string, headers?: Record<string, string>): Promise<Answered> => this.call('GET', path, undefined, headers);
  post = (path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered> => this.call('POST', path, body, headers);
  delete = (path: string): Promise<Answered> => this.call('DELETE', path);

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((each) => each.startsWith('Path='))?.slice(5) ?? '/';
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, { value, path, attributes: attributes.join('; ') });
  }
}
