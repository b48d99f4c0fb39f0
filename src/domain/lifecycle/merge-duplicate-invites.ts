import { areAnsweredApart } from '../model/connection/connection.js';
import { withDeadline } from '../model/invite/binding-deadline.js';
import { areOneInvite, unclaimed } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { claimantOf, isKeptApart } from '../model/invite/is-kept-apart.js';
import { endsDeadline, isDecided, type Merged, mergeInvite } from '../model/invite/merge-invitation.js';
import { begunAnew, claimsWithAddressee } from '../model/invite/readdress.js';
import { opensAgain } from '../model/invite/transitions.js';
import { todo } from '../model/outbox-work.js';
import { type Entered, requireEnterable } from '../permissions/require-enterable.js';
import type { Ports } from '../ports.js';
import { advanceAddressed } from './advance-addressed.js';
import { advanceWithJob } from './advance-with-job.js';
import { inferOnJob } from './infer-source-referral.js';
import { timersOf } from './invite-timers.js';

/**
 * Claims an invite's job and its shared ids for the member who has become its addressee, in one transaction. Where
 * another invite of the member holds one of these claims, the two are the same invitation, and the younger is merged
 * into the other; one that is another invitation keeps what it holds.
 * @returns the invite that stays
 * @throws Duplicate when another invite takes one of the claims at the same time
 */
export const claimForMember = (ports: Ports, ref: Invite): Promise<Invite> =>
  ports.atomically(async () => {
    const invite = await ports.invites.get(ref);
    if (!invite?.claims) return invite ?? ref;
    const { status, revision } = invite;
    const claims = claimsWithAddressee(invite);
    if (claims.length === invite.claims.length) return invite;
    const holders = await otherHolders(ports, invite, claims);
    const set = { claims: unclaimed(claims, holders) };
    const claimed = (await ports.invites.advance(invite, { from: [status], revision, set, work: [] })) ?? invite;
    for (const holder of holders) {
      const kept = await mergeOnce(ports, holder, claimed);
      if (kept) return kept;
    }
    return claimed;
  });

/** Orders the invite with a decision first, then one about which colleagues are being asked, then the older one. */
async function byPrecedence(ports: Ports, one: Invite, other: Invite): Promise<[stays: Invite, goes: Invite]> {
  const relays = await ports.relays.ofInvites(one.tenantId, [one.id, other.id]);
  const asked = relays.flatMap(({ status, inviteId }) => (status === 'asking' ? inviteId : []));
  const rankOf = (invite: Invite) => 2 * Number(isDecided(invite)) + Number(asked.includes(invite.id));
  const begunAt = ({ history: [first], invitedAt }: Invite) => (first?.at ?? invitedAt).getTime();
  const order = rankOf(other) - rankOf(one) || begunAt(one) - begunAt(other) || (one.id < other.id ? -1 : 1);
  return order < 0 ? [one, other] : [other, one];
}

/**
 * Merges two invites of one invitation into one, which gets all facts of both. The other closes, and its card says so.
 * @param entered the person whose entry shows the two to be one
 * @returns the invite that stays; null where both are decided, or they are two invitations
 * @throws Refusal when it was entered, and one of the two is addressed to somebody else
 */
export async function mergeDuplicates(
  ports: Ports,
  one: Invite,
  other: Invite,
  entered?: Entered,
): Promise<Invite | null> {
  try {
    return await mergeOnce(ports, one, other, entered);
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    return again(ports, one, other, entered);
  }
}

/** Does the same as `mergeDuplicates`. @throws Changed where one of the two has changed since it was read */
async function mergeOnce(ports: Ports, one: Invite, other: Invite, entered?: Entered): Promise<Invite | null> {
  requireEnterable([one, other], entered);
  if (!areOneInvite(one, other) || (isDecided(one) && isDecided(other))) return null;
  const areApart = isKeptApart(one, claimantOf(other)) || isKeptApart(other, claimantOf(one));
  if (areApart && !entered) return null;
  if (areAnsweredApart(one.origins, other.origins, await ports.connections.latestOf(one.tenantId))) return null;
  const { kept, formerJob } = await ports.atomically(async () => {
    const [stays, goes] = await byPrecedence(ports, one, other);
    return { kept: await mergeInto(ports, stays, goes), formerJob: stays.job.id };
  });
  await inferOnJob(ports, kept, formerJob);
  return kept;
}

/** Closes one invite as a duplicate of the other, which gets all facts of both. @throws as `mergeOnce` */
async function mergeInto(ports: Ports, stays: Invite, goes: Invite): Promise<Invite> {
  const merged = mergeInvite(stays, goes);
  const now = ports.clock.now();
  const isEndless = endsDeadline(stays, goes);
  const anew = begunAnew(stays, merged);
  const both = { ...stays, ...anew.set, ...merged };
  const after = isEndless ? withDeadline(both, undefined) : both;
  const reopens = goes.status === 'open' && opensAgain(stays, after, now);
  const timers = reopens || stays.status === 'open' ? await timersOf(ports, after) : [];
  const line = { at: now, who: 'baton', what: 'open', through: 'job' } as const;
  const closed = await advanceWithJob(ports, goes, {
    from: [goes.status],
    revision: goes.revision,
    set: { status: 'archived', duplicateOf: stays.id, job: { ...goes.job, id: after.job.id } },
    unset: ['claims'],
    line: { at: now, who: 'baton', what: 'duplicate', through: 'job' },
    work: [todo('announce-invite', now)],
  });
  const kept =
    closed &&
    (await advanceAddressed(ports, stays, {
      from: [stays.status],
      revision: stays.revision,
      set: {
        ...anew.set,
        ...(await withoutOthersClaims(ports, stays, merged)),
        ...(reopens && { status: 'open' as const }),
      },
      ...(reopens && { line }),
      unset: [...anew.unset, 'remindedUnder', ...(isEndless ? (['expiresAt'] as const) : [])],
      work: [todo('announce-invite', now), ...timers],
    }));
  if (!kept) throw new Changed();
  return kept;
}

/** Leaves out the claims that a third invite holds: it is another invitation to the job and addressee of both. */
async function withoutOthersClaims(ports: Ports, invite: Invite, merged: Merged): Promise<Merged> {
  const { claims } = merged;
  return claims ? { ...merged, claims: unclaimed(claims, await otherHolders(ports, invite, claims)) } : merged;
}

/** Returns the other invites that hold any of these claims. */
export const otherHolders = async (
  { invites }: Ports,
  { tenantId, id }: Invite,
  claims: readonly string[],
): Promise<Invite[]> => (await invites.holding(tenantId, claims)).filter((one) => one.id !== id);

/** Thrown within the transaction when one of the two invites has changed: nothing is written. */
class Changed extends Error {
  override readonly name = 'Changed';
}

async function again(ports: Ports, one: Invite, other: Invite, entered?: Entered): Promise<Invite | null> {
  const [first, second] = [await ports.invites.get(one), await ports.invites.get(other)];
  if (!first || !second || first.duplicateOf || second.duplicateOf) return null;
  return mergeDuplicates(ports, first, second, entered);
}
