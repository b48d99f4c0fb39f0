import type { Through } from '../model/history.js';
import type { Referral } from '../model/referral/referral.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { advanceReferral } from './advance-referral.js';
import { advanceOrLift } from './lift-failure.js';
import { retryEarly } from './retry-early.js';

/** Who says that the marketplace has it: the marketplace, or the member who carried it over. */
export interface Word {
  readonly who: string;
  readonly through: Through;
  /** When it went out, as the marketplace says. */
  readonly happenedAt?: Date;
}

/**
 * The marketplace has the referral: by its answer, by an event, or by the word of whoever carried it over. The
 * marketplace's own word lifts a failure.
 * @param receivedExternalId the marketplace's id of the colleague's invitation, when it is known
 */
export async function confirmForwarded(
  ports: Ports,
  referral: Referral,
  word: Through | Word,
  receivedExternalId?: string,
): Promise<void> {
  const set = receivedExternalId ? { receivedExternalId } : {};
  const by = typeof word === 'string' ? { who: 'marketplace', through: word } : word;
  const move = by.who === 'marketplace' ? advanceOrLift : advanceReferral;
  const forwarded = await move(ports, referral, { to: 'forwarded', ...by, set });
  if (!forwarded && receivedExternalId) await rememberInvitation(ports, referral, receivedExternalId);
  if (receivedExternalId) await retryEarly(ports, referral.tenantId, receivedExternalId);
}

async function rememberInvitation(ports: Ports, referral: Referral, receivedExternalId: string): Promise<void> {
  const fresh = await ports.referrals.get(referral);
  if (!fresh || fresh.receivedExternalId) return;
  const now = ports.clock.now();
  const set = { receivedExternalId };
  const linked = await ports.referrals.advance(referral, {
    from: [fresh.status],
    set,
    work: [todo('announce-referral', now)],
  });
  if (!linked) return rememberInvitation(ports, referral, receivedExternalId);
}
