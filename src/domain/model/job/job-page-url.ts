import { createHash } from 'node:crypto';

/**
 * Parameters of an address that tell where its reader comes from: of campaigns, of mails, and the ids of clicks that
 * networks add to links.
 */
const TRACKING =
  /^(?:utm_.*|mc_.*|_hs(?:enc|mi)|mkt_tok|ref|source|(?:fb|g|dc|y|tt|tw)clid|msclkid|(?:g|w)braid|li_fat_id|trk.*|trackingid|lipi|mid(?:token|sig)|_g[al]|igsh(?:id)?)$/i;

/** Returns the address of a page without what changes by who links to it. Undefined for a site's front page, or for none. */
export function pageOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.pathname === '/') return undefined;
  const names = [...url.searchParams.keys()];
  // beside a tracking id it is the id of the mail or the list; alone it may name the job
  const tracked = names.some((name) => /^trackingid$/i.test(name)) ? /^refid$/i : undefined;
  for (const name of names) if (TRACKING.test(name) || tracked?.test(name)) url.searchParams.delete(name);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * Returns the id of a job of which nothing but its page is known, the same with and without TLS, `www.` or a slash at the
 * end.
 */
export function idOfPage(page: string): string {
  const spelling = page.replace(/^https?:\/\/(?:www\.)?/, 'https://').replace(/\/+(?=\?|$)/, '');
  return `link:${createHash('sha256').update(JSON.stringify(spelling)).digest('base64url')}`;
}
