import { Refusal } from '../model/errors.js';
import type { InvitationDraft } from '../model/event/invitation-draft.js';
import type { Actor, Member } from '../model/member/member.js';
import { isNoPage } from '../model/person/find-address-in-text.js';
import { mayActForOthers } from '../permissions/require-role.js';
import { whyNotInvited } from '../permissions/who-gets-invites.js';
import type { Ports } from '../ports.js';
import { isProfileAlone, memberToInvite, requireAdding } from './add-invite.js';

/** The beginning of the form that adds an invite. */
export interface PreparedInvite {
  readonly draft: InvitationDraft;
  /**
   * The one member whom the text mentions or names, or else the person themselves; only where they may add others'
   * invites.
   */
  readonly addressee?: string;
  /** The reason why the invite is not addressed to the member whom the text mentions. */
  readonly otherwise?: Refusal;
  /** Set where the text mentions somebody else, and the person may add their own invites alone. */
  readonly isOwnAlone?: true;
}

/**
 * Reads what a person pasted, or a message that another tool posted.
 * @param mentioned ids of the members whom the text mentions
 * @throws Refusal when they may not add invites, or when the text is nothing but an address of no web page (an email
 *   address, a file, a script) or the link to a freelancer's profile
 */
export async function prepareAddInvite(
  ports: Ports,
  by: Actor,
  text: string,
  mentioned: readonly string[] = [],
): Promise<PreparedInvite> {
  await requireAdding(ports, by);
  if (isNoPage(text)) throw new Refusal('invite.noPage', { field: 'paste' });
  const [member, mayChoose] = await Promise.all([
    ports.members.get(by.tenantId, by.slackUserId),
    mayActForOthers(ports, by),
  ]);
  const draft = ports.sources.readInvite(text, { now: ports.clock.now(), timeZone: member?.timeZone ?? 'UTC' });
  if (isProfileAlone(draft)) throw new Refusal('invite.profileLink', { field: 'paste' });
  if (!mayChoose) return { draft, ...(mentionsOthers(by, mentioned) && { isOwnAlone: true }) };
  const meant = mentioned.length ? await memberMentioned(ports, by.tenantId, mentioned) : null;
  const named = meant instanceof Refusal ? null : meant;
  const addressee = named ?? (await memberNamed(ports, by.tenantId, draft.freelancer));
  const otherwise = meant instanceof Refusal && { otherwise: meant };
  return { draft, addressee: addressee?.slackUserId ?? by.slackUserId, ...otherwise };
}

const mentionsOthers = ({ slackUserId }: Actor, mentioned: readonly string[]): boolean =>
  mentioned.some((id) => id !== slackUserId);

/**
 * Returns the member for whom an empty form is opened; null where nobody else is mentioned.
 * @throws Refusal where somebody is mentioned for whom the person cannot add an invite
 */
export async function addresseeMentioned(
  ports: Ports,
  by: Actor,
  mentioned: readonly string[],
): Promise<Member | null> {
  if (!mentionsOthers(by, mentioned)) return null;
  if (!(await mayActForOthers(ports, by))) throw new Refusal('invite.forOthers');
  const [id = '', ...others] = mentioned;
  if (others.length > 0) throw new Refusal('invite.severalMentioned');
  return memberToInvite(ports, by, id, true);
}

/** Finds the one member whom the text mentions, or why they are not the one whose invite it is. */
async function memberMentioned(
  ports: Ports,
  tenantId: string,
  [id = '', ...others]: readonly string[],
): Promise<Member | Refusal> {
  if (others.length > 0) return new Refusal('invite.severalMentioned');
  const member = await ports.members.get(tenantId, id);
  if (!member) return new Refusal('member.unknown');
  return (await whyNotInvited(ports, member)) ?? member;
}

/** Finds the one member whom the text names; none where several could be meant. */
async function memberNamed(
  ports: Ports,
  tenantId: string,
  named: InvitationDraft['freelancer'],
): Promise<Member | null> {
  const { id, name } = named ?? {};
  const linked = id === undefined ? null : await ports.members.byPerson(tenantId, id);
  if (linked || !name) return linked;
  const found = await ports.members.search(tenantId, name, 10);
  const refusals = await Promise.all(found.map((member) => whyNotInvited(ports, member)));
  const [only, ...others] = found.filter((_, index) => !refusals[index]);
  return others.length ? null : (only ?? null);
}
