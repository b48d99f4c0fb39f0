import { decodedText, htmlToText, type TagsLeft } from '../plain-text.js';

/** Matches a link of a page. */
const LINK = /<a\s[^<>]{0,500}?href\s*=\s*["']?\s*https?:/i;

/**
 * Returns the text of a mail: that of its plain part. Where the page alone has links, the plain part is a mere remark,
 * such as that the program shows no pages, and the page is read.
 */
export function mailText(plain: string, html: string, left: TagsLeft): string {
  const isRemark = LINK.test(html) && !/https?:\/\//i.test(plain);
  return plain.trim() && !isRemark ? decodedText(plain) : htmlToText(html, left);
}
