/** The kind of one of Upwork's mails, by its subject line. */
export type Subject =
  | { readonly about: 'invitation'; readonly title: string }
  | { readonly about: 'job-alert' | 'other' };

/**
 * Subjects of invitations. Until 2025 Upwork invited "to interview", since then "to apply" (support 211063018). The
 * wording of 2026 and any German one could not be verified.
 */
const INVITATIONS: readonly RegExp[] = [
  /^(?:you have |you(?:'|’)ve (?:got|received) |you received )?(?:an? )?(?:new )?invitation to (?:interview|apply|submit a proposal)(?: for)?\s*(?:[:–-]\s*(.*))?$/i,
  /^you(?:'|’)ve been invited to (?:interview|apply|submit a proposal)(?: for)?\s*(?:[:–-]\s*(.*))?$/i,
  /^you have been invited to (?:interview|apply|submit a proposal)(?: for)?\s*(?:[:–-]\s*(.*))?$/i,
  /^(?:(?:du hast|sie haben) )?(?:eine )?(?:neue )?einladung (?:zum (?:vorstellungsgespräch|interview|gespräch)|zur bewerbung)(?: (?:für|als))?\s*(?:[:–-]\s*(.*))?$/i,
  /^(?:du wurdest|sie wurden) (?:zum (?:vorstellungsgespräch|interview)|zur bewerbung) eingeladen(?: für)?\s*(?:[:–-]\s*(.*))?$/i,
];

const JOB_ALERTS =
  /^(?:new job alert|new jobs? (?:for you|matching)|new job\b|job alert|\d+ new jobs?|recommended jobs?|jobs? (?:you might|recommended)|neue[rs]? (?:job|auftrag|aufträge)|neue jobs\b)/i;

/** Reads what a mail of Upwork is about from its subject, without the prefixes of forwarding. */
export function readSubject(subject: string): Subject {
  const plain = subject.trim().slice(0, 1000);
  if (JOB_ALERTS.test(plain)) return { about: 'job-alert' };
  for (const form of INVITATIONS) {
    const found = form.exec(plain);
    if (found) return { about: 'invitation', title: found[1]?.trim() ?? '' };
  }
  return { about: 'other' };
}
