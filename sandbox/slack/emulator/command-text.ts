const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const entities = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Mentions as Slack sends them, URLs, email addresses and host names. */
const MARKED =
  /(<[@#!][^<>]*>)|(https?:\/\/[^\s<>]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b[\w-]+\.(?:com|net|org|io|example)\b)/gi;

/** What is typed behind a command as Slack sends it: addresses in angle brackets, and three characters escaped. */
export function escaped(typed: string): string {
  let sent = '';
  let end = 0;
  for (const { 0: found, 1: mention, 2: url, 3: email, index } of typed.matchAll(MARKED)) {
    sent += entities(typed.slice(end, index)) + (mention ?? linked(entities(found), url, email));
    end = index + found.length;
  }
  return sent + entities(typed.slice(end));
}

function linked(text: string, url: string | undefined, email: string | undefined): string {
  if (url) return `<${text}>`;
  return email ? `<mailto:${text}|${text}>` : `<http://${text}|${text}>`;
}
