import { Duplicate, Refusal } from '../errors.js';
import type { Invite, Person } from '../invite/invite.js';
import { nextNudge } from '../invite/nudge-plan.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import { todo } from '../work.js';
import type { Actor, LinkedPerson, Member } from './member.js';
import { requireAdmin } from './require-role.js';

/**
 * Ties a member to a marketplace person by hand, or unties them (`null`).
 * @throws Refusal when `by` is no admin, the person is unknown or is tied to somebody else.
 */
export async function linkMember(
  ports: Ports,
  by: Actor,
  slackUserId: string,
  personId: string | null,
): Promise<Member> {
  await requireAdmin(ports, by);
  const person = personId === null ? null : await personOf(ports, by.tenantId, personId);
  const member = await link(ports, by.tenantId, slackUserId, person && linkTo(person, 'hand'));
  if (!member) throw new Refusal('member.unknown');
  return member;
}

export const linkTo = ({ id, name, profileUrl, email }: Person, linkedBy: LinkedPerson['linkedBy']): LinkedPerson => ({
  id,
  name,
  linkedBy,
  ...(profileUrl && { profileUrl }),
  ...(email && { email }),
});

/** Ties them, and hands over the open invites that waited for this person. Null when there is no such member. */
export async function link(
  ports: Ports,
  tenantId: string,
  slackUserId: string,
  person: LinkedPerson | null,
): Promise<Member | null> {
  const member = await tie(ports, tenantId, slackUserId, person);
  if (!member || !person) return member;
  const now = ports.clock.now();
  const settings = (await ports.tenants.get(tenantId))?.settings ?? DEFAULT_SETTINGS;
  const work = (invite: Invite) => [todo('announce-invite', now), ...nextNudge(invite, settings, member, now)];
  const adopted = await ports.invites.adopt(tenantId, person.id, slackUserId, work);
  for (const invite of adopted) ports.jobs.dispatch(invite);
  return member;
}

/** Who has left gives the account up: nobody could unlink them, for Slack does not show them any more. */
async function tie(ports: Ports, tenantId: string, slackUserId: string, person: LinkedPerson | null) {
  try {
    return await ports.members.link(tenantId, slackUserId, person);
  } catch (error) {
    if (!(error instanceof Duplicate) || !person) throw error;
    const holder = await ports.members.byPerson(tenantId, person.id);
    if (!holder?.isDeactivated) throw new Refusal('member.personTaken', { name: person.name });
    await ports.members.link(tenantId, holder.slackUserId, null);
    return ports.members.link(tenantId, slackUserId, person);
  }
}

async function personOf({ marketplace }: Ports, tenantId: string, personId: string): Promise<Person> {
  const person = (await marketplace.members(tenantId)).find(({ id }) => id === personId);
  if (!person) throw new Refusal('referral.noSuchPerson', { name: personId });
  return person;
}
