const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const originOf = (address: string | undefined): string | null => (address ? (URL.parse(address)?.origin ?? null) : null);

/**
 * Whether a request that changes something may have been started by another site; no such request is carried out.
 *
 * - With an `Authorization` header it passes: no browser sends one on its own, and cookies count for nothing beside it.
 * - `Origin`, where there is one, must be the address of the request itself or PUBLIC_URL's.
 * - `Sec-Fetch-Site`, where there is one, must be `same-origin` or `none`, unless the origin is PUBLIC_URL's.
 * - With a cookie one of them must say so, or the body must be JSON, which no form of another site can send.
 */
export function crossSite(request: Request, publicUrl?: string): boolean {
  const { headers } = request;
  if (SAFE.has(request.method) || headers.has('authorization')) return false;
  const [origin, site] = [headers.get('origin'), headers.get('sec-fetch-site')];
  const fromPublic = origin !== null && origin === originOf(publicUrl);
  if (origin !== null && !fromPublic && origin !== originOf(request.url)) return true;
  if (site !== null && site !== 'same-origin' && site !== 'none' && !fromPublic) return true;
  if (!headers.has('cookie') || origin !== null || site === 'same-origin') return false;
  return !/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '');
}
