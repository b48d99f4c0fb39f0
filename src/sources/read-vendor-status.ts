import type { InvitationStatus } from '../domain/model/event/event.js';

/**
 * Matches words for something that has not happened, not yet, or not any more: they do not state the present status.
 */
const UNSURE =
  /\b(?:not|never|none|nobody|unless|until|before|if|can|could|may|might|must|will|to be|previously|formerly|earlier)\b|n[’']t\b/i;

/** The status that words mean; the first match counts. */
const MEANINGS: readonly (readonly [RegExp, InvitationStatus])[] = [
  [/\bno longer (?:open|active|available|accepting|awaiting|pending)\b/i, 'archived'],
  [/\b(?:pending|await(?:s|ing)?|waiting|invited)\b|^(?:open|active|new)$/i, 'open'],
  [/\b(?:declined|rejected|refused)\b/i, 'declined'],
  [/\b(?:withdrawn|withdrew|removed|cancell?ed|revoked)\b/i, 'withdrawn'],
  [/\bexpired\b/i, 'expired'],
  [/\b(?:closed|archived|ignored|filled|no longer)\b/i, 'archived'],
  [/\b(?:accepted|submitted|interviewing|interviewed|hired|offered)\b/i, 'accepted'],
];

/**
 * Reads the status of an invitation from fields of a vendor's record, the most reliable field first: Vollna's label,
 * status and reason; Getmany's status and result. No vendor documents all its words, so they are matched by meaning, in
 * any case and spelling (`AWAITING_RESPONSE`). The first field with a definite meaning counts.  *Pending* is definite:
 * the invitation waits for its answer, whatever other words say. `Pending, previously declined` is open, and so is
 * Getmany's documented example, `PENDING` with the result `DECLINED`: those words may be about an earlier round or
 * another person, and an invite too many does less harm than one too few. Words for something that has not happened are
 * not definite. Without definite words an invitation is open.
 */
export function readVendorStatus(fields: readonly (string | undefined)[]): InvitationStatus {
  for (const field of fields) {
    const said = field === undefined ? undefined : meaningOf(field);
    if (said) return said;
  }
  return 'open';
}

function meaningOf(field: string): InvitationStatus | undefined {
  const words = field
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .replace(/[_-]+/g, ' ')
    .trim();
  const said = MEANINGS.find(([meaning]) => meaning.test(words))?.[1];
  return said !== 'open' && UNSURE.test(words) ? undefined : said;
}
