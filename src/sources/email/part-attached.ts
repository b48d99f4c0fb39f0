/** Matches the content type of a mail that is attached to another one. */
const ATTACHED = /^content-type:\s*message\/rfc822\b/im;

/**
 * Returns a mail without the mails that are attached to it, and what is attached from the first of them on.
 * @param mail its bytes as ISO 8859-1
 */
export function partAttached(mail: string): { own: string; attached: string } {
  const end = ATTACHED.exec(mail)?.index ?? mail.length;
  return { own: mail.slice(0, end), attached: mail.slice(end) };
}
