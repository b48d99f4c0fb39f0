/** What somebody wrote behind the command, as they saw it: Slack escapes names, channels, links and three characters. */
export const unescaped = (text: string): string =>
  text
    .replace(/<([@#!])[^>|]*\|([^>]*)>/g, (_, sign: string, name: string) => `${sign === '!' ? '@' : sign}${name}`)
    .replace(/<([^>|]+)\|[^>]*>|<([^>]+)>/g, (_, named?: string, bare?: string) => named ?? bare ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
