import type { Destination } from '../lifecycle/delivery-path.js';
import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { ClosedStatus } from '../model/invite/invite.js';
import type { Trouble } from '../model/trouble.js';
import type { Ports } from '../ports.js';

/** The result of a call to the marketplace: an answer, or a permanent refusal. */
export type Called<Answer> =
  | { readonly answer: Answer }
  | {
      readonly trouble: Trouble;
      /** The invitation's status on the marketplace, where that is why. */
      readonly closed: ClosedStatus | undefined;
    };

/**
 * Calls the marketplace about an invitation and returns a permanent refusal, since a person has to act. A refused token
 * is no such refusal: it is reported to the managers and thrown, so that the call is retried.
 * @throws as `Marketplace`, MarketplaceRefusal aside
 */
export async function callMarketplace<Answer>(
  ports: Ports,
  invitation: Destination,
  call: () => Promise<Answer>,
): Promise<Called<Answer>> {
  try {
    return { answer: await call() };
  } catch (error) {
    if (isTokenRefused(error)) await reportRefusedToken(ports, invitation.to);
    if (!(error instanceof MarketplaceRefusal)) throw error;
    const { code, detail } = error;
    return { trouble: { code, detail }, closed: await closedStatus(ports, invitation, error) };
  }
}

/**
 * Reads the status of an invitation after the marketplace refused a call because it is no longer open. One that the
 * marketplace does not show counts as archived; a later event says how it ended.
 */
async function closedStatus(
  { marketplace }: Ports,
  { to, externalId }: Destination,
  refusal: MarketplaceRefusal,
): Promise<ClosedStatus | undefined> {
  if (refusal.code !== 'invitation-not-open') return undefined;
  try {
    const { status } = (await marketplace.invitation(to, externalId)).data;
    return status === 'open' ? undefined : status;
  } catch (error) {
    if (error instanceof MarketplaceRefusal) return 'archived';
    throw error;
  }
}
