import { Duplicate } from '../model/errors.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import { type AddressedInvite, type Invite, MOST_CARDS } from '../model/invite/invite.js';
import { addressedTo, begunAnew, isAdoptable } from '../model/invite/readdress.js';
import type { Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import { nextNudge } from '../model/reminding/nudge-plan.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { advanceAddressed } from './advance-addressed.js';
import { confirmByInvite, inferSourceReferral } from './infer-source-referral.js';
import { claimForMember } from './merge-duplicate-invites.js';

type Assignee = Pick<Member, 'tenantId' | 'slackUserId' | 'timeZone'>;

/**
 * Addresses the open invites of a marketplace person to the member who is now linked, and announces each: those without
 * a member, and those whose addressee is less certain than the person. The first `MOST_CARDS` may have cards.
 */
export async function assignInvitesToMember(ports: Ports, personId: string, member: Assignee): Promise<void> {
  await assignInvites(ports, member.tenantId, new Map([[personId, member]]));
}

/**
 * Does the same for several people.
 * @param holders the linked members, by the id of their account
 */
export async function assignInvites(
  ports: Ports,
  tenantId: string,
  holders: ReadonlyMap<string, Assignee>,
): Promise<void> {
  const cards = new Map<string, number>();
  for (const one of await ports.invites.unsettledOf(tenantId, [...holders.keys()])) {
    const { id } = one.invitee.person;
    const member = holders.get(id);
    const before = cards.get(id) ?? 0;
    if (!member || !isAdoptable(one, member.slackUserId)) continue;
    if (await adopt(ports, one, member, before < MOST_CARDS)) cards.set(id, before + 1);
  }
}

/**
 * Addresses an invite to the member, with all that follows from whose it is: in one transaction, since a repeat passes
 * over what is theirs already. Begins again where another invite takes one of its claims at the same time.
 * @returns false where it is theirs already, somebody else's for certain, or not open
 */
async function adopt(ports: Ports, found: AddressedInvite, member: Assignee, mayHaveCard: boolean): Promise<boolean> {
  try {
    return await ports.atomically(async () => {
      const invite = await assign(ports, found, member, mayHaveCard);
      if (!invite) return false;
      await confirmByInvite(ports, await inferSourceReferral(ports, await claimForMember(ports, invite)));
      return true;
    });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return adopt(ports, found, member, mayHaveCard);
  }
}

async function assign(
  ports: Ports,
  found: AddressedInvite,
  member: Assignee,
  mayHaveCard: boolean,
): Promise<Invite | null> {
  const { tenantId, slackUserId } = member;
  const invite = await ports.invites.get(found);
  const isStill = invite?.status === 'open' && invite.invitee.person.id === found.invitee.person.id;
  if (!isStill || !isAdoptable(invite, slackUserId)) return null;
  const now = ports.clock.now();
  const addressed = addressedTo(invite, slackUserId);
  const { invitee, ranks, claims } = addressed;
  const { set, unset } = begunAnew(invite, { invitee });
  const after = { ...addressed, ...set };
  const settings = await tenantSettings(ports, tenantId);
  return advanceAddressed(ports, invite, {
    from: ['open'],
    revision: invite.revision,
    set: { ...set, invitee, ...(ranks && { ranks }), ...(claims && { claims }) },
    unset: mayHaveCard ? unset : unset.filter((field) => field !== 'unannounced'),
    work: [todo('announce-invite', now), ...nextNudge(withBindingDeadline(after), settings, member, now)],
  });
}
