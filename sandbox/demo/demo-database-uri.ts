const URI = /^(mongodb(?:\+srv)?):\/\/([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * Returns the URI of a database of the demo's own on the same server, so that no other data are touched. The user in
 * the URI is still authenticated against the database named before.
 */
export function demoDatabaseUri(uri: string, database: string): string {
  const [, scheme = '', authority = '', named = '', query = ''] = URI.exec(uri) ?? [];
  // the DNS of an srv address, and some mechanisms, say by themselves where users are looked up
  const isSaid = scheme !== 'mongodb' || !authority.includes('@') || /(^|&)auth(Source|Mechanism)=/i.test(query);
  const options = [query, isSaid ? '' : `authSource=${named || 'admin'}`].filter(Boolean).join('&');
  return `${scheme}://${authority}/${database}${options && `?${options}`}`;
}
