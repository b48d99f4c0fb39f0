import type { Through } from '../model/history-line.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import type { Ports, Written } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { unconfirmedAt } from './invite-timers.js';
import { advanceOrLift } from './lift-failure.js';
import { retryEarlyEvents } from './retry-early-events.js';

/** The source of a confirmation: the marketplace, or the member after a hand-off. */
export interface Word {
  readonly who: string;
  readonly through: Through;
  /** Time at which the referral was sent, by the marketplace's clock. */
  readonly happenedAt?: Date;
  /** Set where the colleague's invitation does not name the referral. */
  readonly inferred?: true;
}

/** The detail of a history line for a fact that was inferred, because no source states it of the referral itself. */
export const INFERRED = 'inferred';

/**
 * Records that the marketplace has the referral: by its answer, by a webhook, or by a member's report after a hand-off.
 * The marketplace's own confirmation lifts a failure.
 * @param receivedExternalId the marketplace id of the colleague's invitation, where known
 */
export async function confirmForwarded(
  ports: Ports,
  referral: Referral,
  word: Through | Word,
  receivedExternalId?: string,
): Promise<void> {
  const { inferred, ...by }: Word = typeof word === 'string' ? { who: 'marketplace', through: word } : word;
  const set = { ...(receivedExternalId && { receivedExternalId }), ...(inferred && { inferred }) };
  const said = by.who !== 'marketplace';
  const move = said ? advanceReferral : advanceOrLift;
  const work = said ? [todo('mark-referral-unconfirmed', unconfirmedAt(ports.clock.now()))] : [];
  const detail = inferred && { detail: INFERRED };
  const forwarded = await move(ports, referral, { to: 'forwarded', ...by, set, work, ...detail });
  if (!forwarded && receivedExternalId) await rememberInvitation(ports, referral, receivedExternalId, inferred);
  if (receivedExternalId) await retryEarlyEvents(ports, referral.tenantId, receivedExternalId);
}

/** Makes the same change as `confirmForwarded` after Baton's own call, to be written with the end of that work. */
export function forwardedByCall(
  ports: Ports,
  referral: Referral,
  receivedExternalId: string | undefined,
): Written<Referral> {
  const set = { ...(receivedExternalId && { receivedExternalId }) };
  return {
    ending: async (ends) => {
      const step = { to: 'forwarded', who: 'marketplace', through: 'api', set, ends } as const;
      const forwarded = await advanceReferral(ports, referral, step);
      if (forwarded && receivedExternalId) await retryEarlyEvents(ports, referral.tenantId, receivedExternalId);
      return forwarded;
    },
    lost: () => confirmForwarded(ports, referral, 'api', receivedExternalId),
  };
}

async function rememberInvitation(
  ports: Ports,
  referral: Referral,
  receivedExternalId: string,
  inferred?: true,
): Promise<void> {
  const fresh = await ports.referrals.get(referral);
  if (!fresh || fresh.receivedExternalId) return;
  const now = ports.clock.now();
  const set = { receivedExternalId, ...(inferred && { inferred }) };
  const linked = await ports.referrals.advance(referral, {
    from: [fresh.status],
    set,
    work: [todo('announce-referral', now)],
  });
  if (!linked) await rememberInvitation(ports, referral, receivedExternalId, inferred);
}
