/** The address as it may stand in a button or a mrkdwn link; undefined when it is none that people can open. */
export function linkTo(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const safe = href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return /^https?:$/.test(protocol) && safe.length <= 2900 ? safe : undefined;
}
