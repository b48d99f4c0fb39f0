import type { Message } from '../model/message/message.js';
import type { Referral } from '../model/referral/referral.js';
import type { Wish } from './ensure-message.js';

/**
 * Builds the wish that a recipient's direct message about a referral shows its latest step too. The referral's revision
 * is used as the message's, so that a later step always replaces an earlier one.
 */
export function directNewsUpdate(
  known: Message,
  { revision }: Pick<Referral, 'revision'>,
): Wish & { readonly known: Message } {
  const { id, tenantId, kind, referralId, to, event } = known;
  // retries of an earlier release raised it further
  const wanted = known.wanted < revision ? revision : known.wanted + 1;
  const about = { id, tenantId, kind, to, ...(referralId && { referralId }), ...(event && { event }) };
  return { message: { ...about, wanted }, known };
}
