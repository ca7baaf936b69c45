const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something was started by another site: the browser says so in Sec-Fetch-Site, older
 * ones by Origin. A token in the header is sent by no browser on its own, so such requests pass.
 */
export function crossSite(request: Request): boolean {
  if (SAFE.has(request.method) || request.headers.has('authorization')) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(request.url).origin;
}
