import { jobClaims, keysOfMember, withoutAddressee } from './identity-claims.js';
import type { Invite } from './invite.js';
import { isReaddressedBy, isTakenAwayBy } from './is-readdressed-by.js';
import { isJobDoubtful, rankOf } from './merge-invitation.js';

/** Tells whether a less trusted source named an invite's addressee than its person. */
export const isAddresseeDoubtful = ({ ranks: { person, addressee } = {} }: Pick<Invite, 'ranks'>): boolean =>
  person !== undefined && addressee !== undefined && addressee < person;

/** Tells whether an invite is to become that of the member who is linked to its person. */
export const isAdoptable = (invite: Pick<Invite, 'invitee' | 'ranks'>, slackUserId: string): boolean =>
  invite.invitee.slackUserId === undefined ||
  (invite.invitee.slackUserId !== slackUserId && isAddresseeDoubtful(invite));

/** Returns an invite's claims, with those to its job and its shared ids for its addressee. */
export function claimsWithAddressee(invite: Invite): string[] {
  const { claims = [], job, keys, invitee } = invite;
  const onJob = isJobDoubtful(invite) ? [] : jobClaims(job, invitee);
  return [...new Set([...claims, ...onJob, ...keysOfMember(keys, invitee.slackUserId)])];
}

type Change = Partial<Pick<Invite, 'invitee' | 'referredIn'>>;

/**
 * Returns what else changes in an invite that a change makes another member's: it is reminded of from the beginning,
 * may have a card, and did not come through the referral to the former addressee. Nothing for other changes.
 */
export function begunAnew(
  invite: Invite,
  change: Change,
): { readonly set: Partial<Pick<Invite, 'nudges' | 'chain'>>; readonly unset: readonly (keyof Invite)[] } {
  if (!isReaddressedBy(invite, change)) return { set: {}, unset: [] };
  const isInferred = isTakenAwayBy(invite, change) && invite.referredIn?.inferred === true && !change.referredIn;
  return {
    set: { nudges: 0, ...(isInferred && { chain: [] }) },
    unset: ['unannounced', 'remindedUnder', ...(isInferred ? (['referredIn'] as const) : [])],
  };
}

/** Addresses an invite to the member who is linked to its person, which is as certain as its person. */
export function addressedTo(invite: Invite, slackUserId: string): Invite {
  const { invitee, ranks, claims } = invite;
  const isReaddressed = invitee.slackUserId !== undefined;
  return {
    ...invite,
    invitee: { ...invitee, slackUserId },
    ...(ranks && { ranks: { ...ranks, addressee: rankOf(invite, 'person') } }),
    ...(claims && isReaddressed && { claims: withoutAddressee(claims) }),
  };
}
