import { assignInvitesToMember } from '../lifecycle/assign-invites-to-member.js';
import { Duplicate, Refusal } from '../model/errors.js';
import { withAccount } from '../model/member/marketplace-accounts.js';
import { type Actor, isLinkable, type LinkedAccount, type Member, whyOutside } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import { notInvited } from '../permissions/who-gets-invites.js';
import type { Ports } from '../ports.js';
import { type AgencyPerson, agencyPeople } from './agency-people.js';
import { readUnclearAddress } from './read-unclear-address.js';
import { profileNamed } from './upwork-profile.js';

/** The result of a change of a member's accounts: the one that was added, and the one that it replaced. */
export interface Linking {
  readonly member: Member;
  readonly added?: LinkedAccount;
  readonly before?: LinkedAccount;
}

/**
 * Links a member to a marketplace person as an admin, or unlinks them from all (`null`). An account replaces the
 * member's earlier one in the same place.
 * @throws Refusal when `by` is no admin, the member cannot be linked, or the person is unknown or linked to somebody
 * else.
 */
export async function linkMember(
  ports: Ports,
  by: Actor,
  slackUserId: string,
  personId: string | null,
): Promise<Linking> {
  await requireAdmin(ports, by);
  const { tenantId } = by;
  const earlier = await ports.members.get(tenantId, slackUserId);
  if (!earlier) throw new Refusal(slackUserId === by.slackUserId ? 'member.youUnknown' : 'member.unknown');
  if (personId === null) return { member: (await ports.members.link(tenantId, slackUserId, [])) ?? earlier };
  const added = linkTo(await personOf(ports, tenantId, personId), 'hand');
  const member = await link(ports, tenantId, slackUserId, added).catch((error) => {
    throw asToldTo(by, slackUserId, error);
  });
  const { before } = withAccount(earlier, added);
  return { member: member ?? earlier, added, ...(before && { before }) };
}

/** Returns a member who can be linked. @throws Refusal otherwise */
export async function linkableMember(ports: Ports, by: Actor, slackUserId: string): Promise<Member> {
  const member = await ports.members.get(by.tenantId, slackUserId);
  if (!member) throw new Refusal('member.unknown');
  requireLinkable(member);
  return member;
}

/** Rewords a refusal so that it addresses the admin, where it is about the admin. */
function asToldTo(by: Actor, slackUserId: string, error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code, params } = error;
  if (code === 'member.forgotten' && slackUserId === by.slackUserId) return new Refusal('member.youForgotten', params);
  if (code === 'member.personTaken' && params.holder === by.slackUserId)
    return new Refusal('member.personIsYours', params);
  return error;
}

/** Makes the link to a marketplace person. */
export const linkTo = (
  { id, name, profileUrl, email, place }: AgencyPerson,
  linkedBy: LinkedAccount['linkedBy'],
): LinkedAccount => ({
  id,
  ...(place && { place }),
  name,
  linkedBy,
  ...(profileUrl && { profileUrl }),
  ...(email && { email }),
});

/**
 * Links a member to a person, and addresses the person's open invites to the member. Null when there is no such member.
 * @throws Refusal when the member cannot be linked, or the person is linked to somebody else.
 */
export async function link(
  ports: Ports,
  tenantId: string,
  slackUserId: string,
  account: LinkedAccount,
): Promise<Member | null> {
  const member = await tie(ports, tenantId, slackUserId, account);
  if (member) await assignInvitesToMember(ports, account.id, member);
  return member;
}

/**
 * Links the member, and removes the account from a member who may no longer be linked: Slack may not show that member,
 * so no admin could unlink them.
 */
async function tie(ports: Ports, tenantId: string, slackUserId: string, account: LinkedAccount) {
  try {
    return await tieLinkable(ports, tenantId, slackUserId, account);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const holder = await ports.members.byPerson(tenantId, account.id);
    if (!holder) throw new Refusal('member.personTaken', { name: '' });
    if (isLinkable(holder)) throw new Refusal('member.personTaken', { name: holder.name, holder: holder.slackUserId });
    await ports.members.link(tenantId, holder.slackUserId, []);
    return tieLinkable(ports, tenantId, slackUserId, account);
  }
}

/** Checks and links in one transaction. */
const tieLinkable = (ports: Ports, tenantId: string, slackUserId: string, account: LinkedAccount) =>
  ports.atomically(async () => {
    const member = await ports.members.get(tenantId, slackUserId);
    if (!member) return null;
    requireLinkable(member);
    return ports.members.link(tenantId, slackUserId, withAccount(member, account).accounts);
  });

function requireLinkable(member: Member): void {
  if (member.forgottenAt) throw new Refusal('member.forgotten');
  const why = whyOutside(member, { guests: true });
  if (why) throw notInvited(member, why);
}

/**
 * Finds the person among the agency's own; a profile of Upwork, which no source lists, by its address.
 * @throws Refusal where there is none, or several people have the address that is all that is known of the person
 */
async function personOf(ports: Ports, tenantId: string, personId: string): Promise<AgencyPerson> {
  const person = (await agencyPeople(ports, tenantId)).find(({ id }) => id === personId);
  const found = person ?? profileNamed(ports, personId);
  if (!found) throw new Refusal('referral.noSuchPerson', { name: personId });
  if (await readUnclearAddress(ports, tenantId, found))
    throw new Refusal('referral.sharedAddress', { field: 'person' });
  return found;
}
