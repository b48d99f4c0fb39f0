import { createHash } from 'node:crypto';

/** Parameters of an address that tell where its reader comes from. */
const TRACKING = /^(?:utm_|mc_|ref$|source$|fbclid|gclid)/i;

/** Returns the address of a page without what changes by who links to it. Undefined for a site's front page, or for none. */
export function pageOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.pathname === '/') return undefined;
  for (const name of [...url.searchParams.keys()].filter((key) => TRACKING.test(key))) url.searchParams.delete(name);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/** Returns the id of a job of which nothing but its page is known, the same with and without TLS or a slash at the end. */
export function idOfPage(page: string): string {
  const spelling = page.replace(/^http:/, 'https:').replace(/\/+(?=\?|$)/, '');
  return `link:${createHash('sha256').update(JSON.stringify(spelling)).digest('base64url')}`;
}
