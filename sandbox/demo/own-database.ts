const URI = /^(mongodb(?:\+srv)?):\/\/([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * The same server, and a database of the demo's own: neither somebody's data nor another demo's are touched. A user who
 * is named is looked up where they were before.
 */
export function withDatabase(uri: string, database: string): string {
  const [, scheme = '', authority = '', named = '', query = ''] = URI.exec(uri) ?? [];
  // the DNS of an srv address, and some mechanisms, say by themselves where users are looked up
  const isSaid = scheme !== 'mongodb' || !authority.includes('@') || /(^|&)auth(Source|Mechanism)=/i.test(query);
  const options = [query, isSaid ? '' : `authSource=${named || 'admin'}`].filter(Boolean).join('&');
  return `${scheme}://${authority}/${database}${options && `?${options}`}`;
}
