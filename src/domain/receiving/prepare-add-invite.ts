import { Refusal } from '../model/errors.js';
import type { InvitationDraft } from '../model/event/invitation-draft.js';
import { type Actor, isLinkable, type Member } from '../model/member/member.js';
import { isNoPage } from '../model/person/find-address-in-text.js';
import { mayActForOthers } from '../permissions/require-role.js';
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
  const named =
    (await memberMentioned(ports, by.tenantId, mentioned)) ?? (await memberNamed(ports, by.tenantId, draft.freelancer));
  return { draft, addressee: named?.slackUserId ?? by.slackUserId };
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

/** Finds the one member whom the text mentions; none where it mentions several, a bot, or somebody who has left. */
async function memberMentioned(
  { members }: Ports,
  tenantId: string,
  [id, ...others]: readonly string[],
): Promise<Member | null> {
  const member = id === undefined || others.length ? null : await members.get(tenantId, id);
  return member && isLinkable(member) ? member : null;
}

/** Finds the one member whom the text names; none where several could be meant. */
async function memberNamed(
  { members }: Ports,
  tenantId: string,
  named: InvitationDraft['freelancer'],
): Promise<Member | null> {
  const { id, name } = named ?? {};
  const linked = id === undefined ? null : await members.byPerson(tenantId, id);
  if (linked || !name) return linked;
  const [only, ...others] = (await members.search(tenantId, name, 10)).filter(isLinkable);
  return others.length ? null : (only ?? null);
}
