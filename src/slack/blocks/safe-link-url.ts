/** Returns the URL, safe for a button or a mrkdwn link; undefined unless it is http or https. */
export function safeLinkUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const safe = href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return /^https?:$/.test(protocol) && safe.length <= 2900 ? safe : undefined;
}
