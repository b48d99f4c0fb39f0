import { Refusal } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import { type Actor, isColleague, type Member } from '../member/member.js';
import type { Ports } from '../ports.js';
import type { Referral } from './referral.js';

/** Whom somebody picked: a member of the tenant, or a person found on the marketplace. */
export type Colleague =
  | { readonly kind: 'member'; readonly slackUserId: string }
  | { readonly kind: 'person'; readonly personId: string; readonly name: string };

/**
 * Finds out how the marketplace knows the picked colleague. The picker offers only fitting people, but a payload may
 * say anything, so everything is checked again.
 * @throws Refusal when it is oneself or nobody who can be referred.
 */
export async function targetOf(ports: Ports, invite: Invite, by: Actor, colleague: Colleague): Promise<Referral['to']> {
  if (colleague.kind === 'member') return memberTarget(ports, by, colleague.slackUserId);
  const { personId, name } = colleague;
  const member = await ports.members.byPerson(by.tenantId, personId);
  if (member) return memberTarget(ports, by, member.slackUserId);
  if (personId === invite.invitee.person.id) throw new Refusal('referral.toYourself');
  return { name, target: { by: 'person', personId } };
}

async function memberTarget(ports: Ports, by: Actor, slackUserId: string): Promise<Referral['to']> {
  if (slackUserId === by.slackUserId) throw new Refusal('referral.toYourself');
  const member = await ports.members.get(by.tenantId, slackUserId);
  if (!member || !isColleague(member)) throw new Refusal('referral.notEligible');
  return { name: member.name, slackUserId, target: marketplaceTarget(member) };
}

function marketplaceTarget({ person, email, name }: Member): Referral['to']['target'] {
  if (person) return { by: 'person', personId: person.id };
  if (email) return { by: 'email', email };
  throw new Refusal('referral.noSuchPerson', { name });
}
