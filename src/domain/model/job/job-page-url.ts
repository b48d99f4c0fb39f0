import { createHash } from 'node:crypto';

/** Query parameters that only track the reader: of campaigns, of mails, and click ids of advertising networks. */
const TRACKING =
  /^(?:utm_.*|mc_.*|_hs(?:enc|mi)|mkt_tok|ref|source|(?:fb|g|dc|y|tt|tw)clid|msclkid|(?:g|w)braid|li_fat_id|trk.*|trackingid|lipi|mid(?:token|sig)|_g[al]|igsh(?:id)?)$/i;

/**
 * Returns the URL of a page without its tracking parameters. Undefined for a site's front page and for an invalid
 * address.
 */
export function jobPageUrl(address: string): string | undefined {
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

/** Returns the id of a job that is known by its page alone. It ignores the scheme, `www.` and a final slash. */
export function idOfPage(page: string): string {
  const spelling = page.replace(/^https?:\/\/(?:www\.)?/, 'https://').replace(/\/+(?=\?|$)/, '');
  return `link:${createHash('sha256').update(JSON.stringify(spelling)).digest('base64url')}`;
}
