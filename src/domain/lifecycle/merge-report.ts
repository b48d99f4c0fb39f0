import { isSameValue } from '../../lib/same-value.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import type { Invitation } from '../model/event/event.js';
import { endOf, endsLater } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import { isReaddressedBy } from '../model/invite/is-readdressed-by.js';
import { type Addressing, isSeen, type Merged, mergeInvitation } from '../model/invite/merge-invitation.js';
import { mergeSourceReferral, type SourceReferralFields } from '../model/invite/merge-source-referral.js';
import { begunAnew } from '../model/invite/readdress.js';
import { opensAgain } from '../model/invite/transitions.js';
import { todo } from '../model/outbox-work.js';
import { type Entered, isTyped, requireEnterable } from '../permissions/require-enterable.js';
import type { Ports } from '../ports.js';
import { advanceAddressed } from './advance-addressed.js';
import { inferOnJob } from './infer-source-referral.js';
import { timersOf } from './invite-timers.js';
import { presentInvite } from './present-invite.js';

/**
 * Merges another report of an invitation, repeated or from another source, into its invite. A later deadline reopens an
 * invite that only Baton's clock had expired, and so does a second origin of one with an uncertain deadline; an ended
 * one stays ended.
 * @throws Duplicate when another invite holds one of the invitation's claims
 * @throws Refusal when it was entered, and the invite is addressed to somebody else
 */
export async function mergeReport(
  ports: Ports,
  invite: Invite,
  invitation: Invitation,
  reported: Reported = {},
): Promise<Invite> {
  const { via = ONLY_WAY, without = [], entered, led } = reported;
  requireEnterable([invite], entered);
  if (isReassigned(invite, invitation))
    ports.log.warn({ tenantId: invite.tenantId, id: invite.id }, 'invitation.reassigned');
  const merged = {
    ...withoutClaims(mergeInvitation(invite, invitation, via, addressingOf(reported)), invite, without),
    ...(led && mergeSourceReferral(invite, led)),
  };
  if (Object.keys(merged).length === 0 && !opens(invite, invitation, merged, ports.clock.now())) return invite;
  const changed = await advanceAddressed(ports, invite, await transition(ports, invite, invitation, merged));
  if (changed) {
    await inferOnJob(ports, changed, invite.job.id);
    return changed;
  }
  const fresh = await presentInvite(ports, invite);
  if (!fresh || (fresh.id === invite.id && fresh.revision === invite.revision)) return invite;
  return mergeReport(ports, fresh, invitation, reported);
}

/** The connection by which a report came, and what is known about the addressee. */
export interface Reported {
  readonly via?: Via;
  readonly entered?: Entered;
  /** The referral that led to the invitation, as its source names it. */
  readonly led?: SourceReferralFields;
  /** The member that the report is addressed to, where known. */
  readonly slackUserId?: string;
  /** Claims that another invite rightly holds. */
  readonly without?: readonly string[];
}

/** Returns whose invitation a report says that it is. */
export const addressingOf = ({ slackUserId, entered }: Reported): Addressing => ({
  slackUserId,
  isTyped: isTyped(entered),
});

/** Tells whether the source that reported the invite now names another freelancer. */
const isReassigned = ({ externalId, origins, invitee }: Invite, { id, freelancer }: Invitation): boolean =>
  origins.length === 1 && externalId === id && freelancer.id !== invitee.person.id;

function withoutClaims({ claims, ...merged }: Merged, invite: Invite, without: readonly string[]): Merged {
  const left = claims?.filter((claim) => !without.includes(claim));
  return left && !isSameValue(left, invite.claims) ? { ...merged, claims: left } : merged;
}

/** Tells whether a report opens an invite again that Baton's clock had expired. */
const opens = (invite: Invite, { status }: Invitation, merged: Merged, now: Date): boolean =>
  status === 'open' && opensAgain(invite, { ...invite, ...merged }, now);

async function transition(ports: Ports, invite: Invite, invitation: Invitation, merged: Merged) {
  const now = ports.clock.now();
  const anew = begunAnew(invite, merged);
  const after = { ...invite, ...anew.set, ...merged };
  const reopens = opens(invite, invitation, merged, now);
  const isTimed = reopens || isReaddressedBy(invite, merged) || !isSameValue(endOf(after), endOf(invite));
  const status = reopens ? 'open' : invite.status;
  const timers = isTimed && status === 'open' ? await timersOf(ports, after) : [];
  const line = { at: now, who: 'marketplace', what: reopens ? 'open' : 'extended', through: 'webhook' } as const;
  return {
    from: [invite.status],
    revision: invite.revision,
    set: { ...anew.set, ...merged, ...(reopens && { status }) },
    unset: [...anew.unset, ...(invite.remindedUnder !== undefined && isTimed ? (['remindedUnder'] as const) : [])],
    ...((reopens || endsLater(invite, after)) && { line }),
    work: [...(reopens || isSeen(merged) ? [todo('announce-invite', now)] : []), ...timers],
  };
}
