/** Where a sign-in ends when nothing fitting was asked for. */
const HOME = '/';
// Any origin does: what leaves it was no path of our own.
const ANYWHERE = 'https://own.invalid';

/**
 * A path of our own, whatever was asked for: `//evil.example`, `/\evil.example`, full addresses and control characters,
 * which browsers leave out, lead home instead. So do addresses of the API: a sign-in ends on a page.
 */
export function nextPath(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return HOME;
  const url = URL.parse(asked, ANYWHERE);
  if (url?.origin !== ANYWHERE || url.pathname.startsWith('//') || /^\/api(\/|$)/i.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}

/** The path with the reason why nobody is signed in. */
export function withReason(path: string, reason: 'denied' | 'refused'): string {
  const url = new URL(path, ANYWHERE);
  url.searchParams.set('sign_in', reason);
  return url.pathname + url.search + url.hash;
}
