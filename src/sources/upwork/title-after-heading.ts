/**
 * Matches the headings of invitations, in subjects of mails and above pasted texts, with the title after them or alone.
 * Until 2025 Upwork invited "to interview", since then "to apply" (support 211063018). The present wording and any
 * German one could not be verified.
 */
const INVITATIONS: readonly RegExp[] = [
  /^(?:you have |you(?:'|’)ve (?:got|received) |you received )?(?:an? )?(?:new )?invitation to (?:interview|apply|submit a proposal)(?: for)?[.!]?\s*(?:[:：–—-]\s*(.*))?$/i,
  /^you(?: have|(?:'|’)ve) been invited to (?:interview|apply|submit a proposal)(?: for)?[.!]?\s*(?:[:：–—-]\s*(.*))?$/i,
  /^(?:(?:du hast|sie haben) )?(?:eine )?(?:neue )?einladung (?:zum (?:vorstellungsgespräch|interview|gespräch)|zur bewerbung)(?: (?:für|als|erhalten))?[.!]?\s*(?:[:：–—-]\s*(.*))?$/i,
  /^(?:du wurdest|sie wurden) (?:zum (?:vorstellungsgespräch|interview|gespräch)|zur bewerbung) eingeladen(?: für)?[.!]?\s*(?:[:：–—-]\s*(.*))?$/i,
];

/**
 * Returns the title after an invitation's heading, empty where the heading is alone; undefined for every other line.
 */
export function titleAfterHeading(line: string): string | undefined {
  for (const form of INVITATIONS) {
    const found = form.exec(line);
    if (found) return found[1]?.trim() ?? '';
  }
  return undefined;
}
