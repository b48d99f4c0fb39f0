import { isTokenRefused, reportRefusedToken } from '../messages/report-refused-token.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { Trouble } from '../model/failure-reason.js';
import type { Destination } from '../model/invite/delivery-path.js';
import type { ClosedStatus } from '../model/invite/invite.js';
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
    return explain(error, await statusOf(ports, invitation, error));
  }
}

/** Refusals that may mean that the invitation has ended, or is not there any more. */
const MAY_BE_OVER: ReadonlySet<string> = new Set([
  'invitation-not-open',
  'invitation-not-found',
  'not-yours',
  'job-closed',
]);

/** Refusals that say nothing else, so that they are wrong where the marketplace shows the invitation as open. */
const SAYS_OVER: ReadonlySet<string> = new Set(['invitation-not-open', 'invitation-not-found']);

/** The reason of a refusal that the marketplace itself contradicts. */
const NOT_CARRIED_OUT: Trouble = { code: 'not-carried-out', detail: '' };

function explain({ code, detail }: MarketplaceRefusal, status: ClosedStatus | 'open' | undefined) {
  if (status === 'open' && SAYS_OVER.has(code)) return { trouble: NOT_CARRIED_OUT, closed: undefined };
  return { trouble: { code, detail }, closed: status === 'open' ? undefined : status };
}

/**
 * Reads the status of an invitation after a refusal that may mean that it is over. One that the marketplace does not show
 * counts as archived, and so does an open one of a job that is closed: nobody can answer it. A later event says how it
 * ended.
 */
async function statusOf(
  { marketplace }: Ports,
  { to, externalId }: Destination,
  { code }: MarketplaceRefusal,
): Promise<ClosedStatus | 'open' | undefined> {
  if (!MAY_BE_OVER.has(code)) return undefined;
  try {
    const { status } = (await marketplace.invitation(to, externalId)).data;
    return status === 'open' && code === 'job-closed' ? 'archived' : status;
  } catch (error) {
    if (error instanceof MarketplaceRefusal) return 'archived';
    throw error;
  }
}
