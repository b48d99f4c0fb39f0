import { adoptInvites } from '../lifecycle/adopt-invites.js';
import { Duplicate, Refusal } from '../model/errors.js';
import { type Actor, isLinkable, type LinkedPerson, type Member } from '../model/member/member.js';
import type { Person } from '../model/person/person.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';
import { agencyPeople } from './agency-people.js';

/** The result of a change of a link: the member, and the account that was linked before. */
export interface Linking {
  readonly member: Member;
  readonly before?: LinkedPerson;
}

/**
 * Links a member to a marketplace person as an admin, or unlinks them (`null`).
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
  const before = (await ports.members.get(by.tenantId, slackUserId))?.person;
  const person = personId === null ? null : await personOf(ports, by.tenantId, personId);
  const member = await link(ports, by.tenantId, slackUserId, person && linkTo(person, 'hand')).catch((error) => {
    throw asToldTo(by, slackUserId, error);
  });
  if (!member) throw new Refusal(slackUserId === by.slackUserId ? 'member.youUnknown' : 'member.unknown');
  return { member, ...(before && { before }) };
}

/** Turns a refusal that is about the admin into one that speaks to them. */
function asToldTo(by: Actor, slackUserId: string, error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code, params } = error;
  if (code === 'member.forgotten' && slackUserId === by.slackUserId) return new Refusal('member.youForgotten', params);
  if (code === 'member.personTaken' && params.holder === by.slackUserId)
    return new Refusal('member.personIsYours', params);
  return error;
}

/** Makes the link to a marketplace person. */
export const linkTo = ({ id, name, profileUrl, email }: Person, linkedBy: LinkedPerson['linkedBy']): LinkedPerson => ({
  id,
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
  person: LinkedPerson | null,
): Promise<Member | null> {
  const member = await tie(ports, tenantId, slackUserId, person);
  if (member && person) await adoptInvites(ports, person.id, member);
  return member;
}

/** Takes the account from a member who may no longer be linked: Slack may not show them, so nobody can unlink them. */
async function tie(ports: Ports, tenantId: string, slackUserId: string, person: LinkedPerson | null) {
  try {
    return await tieLinkable(ports, tenantId, slackUserId, person);
  } catch (error) {
    if (!(error instanceof Duplicate) || !person) throw error;
    const holder = await ports.members.byPerson(tenantId, person.id);
    if (!holder) throw new Refusal('member.personTaken', { name: '' });
    if (isLinkable(holder)) throw new Refusal('member.personTaken', { name: holder.name, holder: holder.slackUserId });
    await ports.members.link(tenantId, holder.slackUserId, null);
    return tieLinkable(ports, tenantId, slackUserId, person);
  }
}

/** Checks and links in one transaction. Any member may be unlinked. */
const tieLinkable = (ports: Ports, tenantId: string, slackUserId: string, person: LinkedPerson | null) =>
  ports.atomically(async () => {
    const member = await ports.members.get(tenantId, slackUserId);
    if (member && person) requireLinkable(member);
    return ports.members.link(tenantId, slackUserId, person);
  });

function requireLinkable(member: Member): void {
  if (member.forgottenAt) throw new Refusal('member.forgotten');
  if (!isLinkable(member)) throw new Refusal('member.notLinkable');
}

async function personOf(ports: Ports, tenantId: string, personId: string): Promise<Person> {
  const person = (await agencyPeople(ports, tenantId)).find(({ id }) => id === personId);
  if (!person) throw new Refusal('referral.noSuchPerson', { name: personId });
  return person;
}
