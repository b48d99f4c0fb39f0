import { errorFields } from '../../lib/error-text.js';
import { isTokenRefused, reportRefusedToken } from '../ensuring-messages/report-refused-token.js';
import { whereToAsk } from '../lifecycle/read-delivery-path.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { FailureReason } from '../model/failure-reason.js';
import type { Destination } from '../model/invite/delivery-path.js';
import type { ClosedStatus, Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/** The result of a call to the marketplace: its answer, or a permanent refusal. */
export type Called<Answer> =
  | { readonly answer: Answer }
  | {
      readonly trouble: FailureReason;
      /** The invitation's status on the marketplace, where that is the reason for the refusal. */
      readonly closed: ClosedStatus | undefined;
    };

/**
 * Calls the marketplace about an invitation. Returns a permanent refusal, on which a person has to act, instead of
 * throwing it. A refused token is thrown, so that the call is retried, and is reported to the managers.
 * @throws as `Marketplace`, except MarketplaceRefusal
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

/** Refusals that may mean that the invitation has ended or was deleted. */
const MAY_BE_OVER: ReadonlySet<string> = new Set([
  'invitation-not-open',
  'invitation-not-found',
  'not-yours',
  'job-closed',
]);

/** Refusals that mean nothing else, so that they contradict a marketplace that shows the invitation as open. */
const SAYS_OVER: ReadonlySet<string> = new Set(['invitation-not-open', 'invitation-not-found']);

/** The failure reason for a refusal that the marketplace itself contradicts. */
export const NOT_CARRIED_OUT: FailureReason = { code: 'not-carried-out', detail: '' };

function explain({ code, detail }: MarketplaceRefusal, status: ClosedStatus | 'open' | undefined) {
  if (status === 'open' && SAYS_OVER.has(code)) return { trouble: NOT_CARRIED_OUT, closed: undefined };
  return { trouble: { code, detail }, closed: status === 'open' ? undefined : status };
}

/**
 * Reads an invitation's status after a refusal that may mean that it has ended. An invitation that the marketplace does
 * not show counts as archived, and so does an open one of a closed job, since nobody can answer it. A later event
 * reports the true end.
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

/**
 * Asks the marketplace, before an answer is handed off, for the invitation's status: an earlier call may have taken
 * effect although its answer was lost. Undefined where no connection of the invite can ask, or it does not show it.
 * @throws as `Marketplace`, except MarketplaceRefusal: it is asked again
 */
export async function statusBeforeHandoff(ports: Ports, invite: Invite): Promise<ClosedStatus | 'open' | undefined> {
  const place = await whereToAsk(ports, invite, 'invitations');
  if (!place) return undefined;
  const called = await callMarketplace(ports, place, () => ports.marketplace.invitation(place.to, place.externalId));
  return 'answer' in called ? called.answer.data.status : undefined;
}

/**
 * Asks for the status like `statusBeforeHandoff`, a last time before an answer is given up: undefined also where the
 * marketplace does not answer. What it has said by itself meanwhile stands.
 */
export async function statusBeforeGivingUp(ports: Ports, invite: Invite): Promise<ClosedStatus | 'open' | undefined> {
  return invite.closed ?? orUnanswered(ports, invite, statusBeforeHandoff(ports, invite));
}

/**
 * Asks the marketplace whether it shows that the colleague was referred to the job. That the invitation is declined
 * there shows no referral: somebody may have declined it there, as one does when Baton's calls fail for days.
 * @throws as `Marketplace`, except MarketplaceRefusal
 */
export async function isReferredThere(ports: Ports, { to: { target } }: Referral, invite: Invite): Promise<boolean> {
  const place = await whereToAsk(ports, invite, 'candidates');
  if (!place || target.by !== 'person') return false;
  const called = await callMarketplace(ports, place, () => ports.marketplace.candidates(place.to, place.externalId));
  const candidates = 'answer' in called ? called.answer : [];
  return candidates.some(({ personId, standing }) => standing === 'referred' && personId === target.personId);
}

/** Returns what the marketplace answers; undefined where it does not, which is logged. */
export const orUnanswered = <Answer>(
  ports: Ports,
  { tenantId }: Invite,
  asked: Promise<Answer>,
): Promise<Answer | undefined> =>
  asked.catch((error: unknown) => {
    ports.log.warn({ tenantId, ...errorFields(error) }, 'marketplace.not-asked');
    return undefined;
  });
