import { isReferredByHand, placeOfInvite } from '../lifecycle/read-delivery-path.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { accountIn, isAccountOf, UPWORK } from '../model/member/marketplace-accounts.js';
import { type Actor, isColleague, type LinkedAccount, type Member } from '../model/member/member.js';
import { addressIn } from '../model/person/find-address-in-text.js';
import type { Person } from '../model/person/person.js';
import type { Referral } from '../model/referral/referral.js';
import { whyNotCandidate } from '../model/referral/why-not-refer.js';
import type { Settings } from '../model/tenant/tenant.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { type CandidateStandings, candidateStandings } from './candidate-standings.js';
import { type JobRecords, readJobRecords } from './read-job-records.js';
import { searchMarketplacePeople } from './search-marketplace-people.js';

/** A picked colleague: a member, a person found on the marketplace, or a profile URL or email address. */
export type Colleague =
  | { readonly kind: 'member'; readonly slackUserId: string }
  /** `shown` is the text of the picked option, perhaps cut. It is the key of the look-up, not a name. */
  | { readonly kind: 'person'; readonly personId: string; readonly shown: string }
  | { readonly kind: 'address'; readonly address: string };

/** The input of the rules about a colleague. */
export interface ColleagueChoice {
  readonly invite: Invite;
  readonly by: Actor;
  readonly settings: Settings;
  readonly standings: CandidateStandings;
}

/**
 * Resolves the picked colleague to a target on the marketplace. Checks every rule again, since a payload may name
 * people that the picker does not offer.
 * @param job the job's records, where they are already being read
 * @throws Refusal with the rule that forbids this person.
 */
export async function resolveColleague(
  ports: Ports,
  invite: Invite,
  by: Actor,
  colleague: Colleague,
  job: JobRecords | Promise<JobRecords> = readJobRecords(ports, invite),
): Promise<Referral['to']> {
  const [settings, records, person] = await Promise.all([
    tenantSettings(ports, by.tenantId),
    job,
    personOf(ports, invite, colleague),
  ]);
  const asked = { invite, by, settings, standings: candidateStandings(invite, records) };
  if ('member' in person) return memberTarget(ports, person.member, asked);
  const member = await ports.members.byPerson(by.tenantId, person.id);
  return member ? memberTarget(ports, member, asked) : personTarget(person, asked);
}

type Named = Pick<Person, 'id' | 'name' | 'email' | 'profileUrl'>;

/** A picked member; null where the payload names none. */
interface Picked {
  readonly member: Member | null;
}

/** Resolves the pick to a member or to a person, whose name comes from the marketplace. */
async function personOf(ports: Ports, invite: Invite, colleague: Colleague): Promise<Named | Picked> {
  if (colleague.kind === 'member') return { member: await ports.members.get(invite.tenantId, colleague.slackUserId) };
  if (colleague.kind === 'person') return personNamed(ports, invite, colleague.personId, colleague.shown);
  return personAt(ports, invite, colleague.address);
}

/** Finds the person with this id; with the shown text as name where the marketplace does not find them by it now. */
async function personNamed(ports: Ports, invite: Invite, id: string, shown: string): Promise<Named> {
  const found = await searchMarketplacePeople(ports, invite, shown.replace(/…$/, '')).catch(() => []);
  return found?.find((person) => person.id === id) ?? { id, name: shown };
}

async function memberTarget(ports: Ports, member: Picked['member'], asked: ColleagueChoice): Promise<Referral['to']> {
  if (!member) throw new Refusal('referral.notEligible');
  const { slackUserId } = member;
  const code = whyNotMember(member, asked);
  if (code) throw new Refusal(code, { name: member.name });
  const account = accountIn(member, await placeOfInvite(ports, asked.invite));
  if (!(await isFound(ports, asked.invite, member, account)))
    throw new Refusal('referral.noSuchPerson', { name: member.name });
  const { practice } = asked.invite;
  const target = practice ? ({ by: 'person', personId: member.id } as const) : marketplaceTarget(member, account);
  const profileUrl = account?.profileUrl;
  return { name: member.name, slackUserId, target, ...(profileUrl && { profileUrl }) };
}

function personTarget({ id, name, email, profileUrl }: Named, asked: ColleagueChoice): Referral['to'] {
  const code = whyNotPerson(id, asked);
  if (code) throw new Refusal(code, { name });
  const target = email === id ? ({ by: 'email', email } as const) : ({ by: 'person', personId: id } as const);
  return { name, target, ...(profileUrl && { profileUrl }) };
}

/** Returns the rule that forbids to refer this unlinked person to the invite's job, or null. */
export function whyNotPerson(personId: string, { invite, standings }: Pick<ColleagueChoice, 'invite' | 'standings'>) {
  const standing = standings.get(personId);
  const isAddressee = personId === invite.invitee.person.id;
  const anybody = { isSelf: false, isColleague: true, inChain: false, reachable: true };
  return whyNotCandidate({ ...anybody, isAddressee, ...(standing && { standing }) });
}

/** Returns the rule that forbids to refer this member to the invite's job, or null. */
export function whyNotMember(member: Member, { invite, by, settings, standings }: ColleagueChoice) {
  const standing = member.accounts.map(({ id }) => standings.get(id)).find((one) => one !== undefined);
  const addressee = invite.invitee.slackUserId ?? by.slackUserId;
  return whyNotCandidate({
    isSelf: member.slackUserId === by.slackUserId,
    isAddressee: member.slackUserId === addressee || isAccountOf(member, invite.invitee.person.id),
    isBot: member.isBot,
    hasLeft: member.isDeactivated,
    isExternal: member.isExternal,
    isGuest: member.isGuest && !settings.guests,
    isColleague: isColleague(member, settings),
    inChain: invite.chain.some(({ slackUserId }) => slackUserId === member.slackUserId),
    reachable: Boolean(invite.practice || member.accounts.length || member.email),
    ...(standing && { standing }),
  });
}

/**
 * Returns the target by which the marketplace finds a member. A client on Upwork needs the page of the profile or the
 * email address: a source's own number means nothing there.
 */
function marketplaceTarget({ email, name }: Member, account: LinkedAccount | undefined): Referral['to']['target'] {
  const address = account?.email ?? email;
  if (account?.place === UPWORK && !account.profileUrl && address) return { by: 'email', email: address };
  if (account) return { by: 'person', personId: account.id };
  if (email) return { by: 'email', email };
  throw new Refusal('referral.noSuchPerson', { name });
}

/**
 * Tells whether the marketplace has an account under the email address of an unlinked member. Assumes so where the
 * marketplace does not answer or a hand-off is needed: the marketplace checks when the referral arrives.
 */
async function isFound(
  ports: Ports,
  invite: Invite,
  { email }: Member,
  account: LinkedAccount | undefined,
): Promise<boolean> {
  if (invite.practice || account || !email || (await isReferredByHand(ports, invite))) return true;
  return accountAt(ports, invite, email).then(
    (person) => person !== undefined,
    () => true,
  );
}

/**
 * Finds the account of an email address. Where people cannot be looked up, since the referral is handed off, the
 * address itself is the target.
 * @throws Refusal where there is no account, before anything is sent
 */
async function personAt(ports: Ports, invite: Invite, address: string): Promise<Named | Picked> {
  const wanted = addressIn(address) ?? address.trim();
  const person = await accountAt(ports, invite, wanted);
  if (person) return person;
  if (!addressIn(address) || !(await isReferredByHand(ports, invite))) throw new Refusal('referral.noSuchAddress');
  const [member, other] = await ports.members.atEmail(invite.tenantId, wanted);
  if (other && !other.isDeactivated) throw new Refusal('referral.sharedAddress');
  if (member) return { member };
  // the message to the client names the colleague, and must not hold contact details
  if (invite.job.private && isEmail(wanted)) throw new Refusal('referral.needsProfile');
  return accountByHand(ports, wanted);
}

const isEmail = (address: string): boolean => address.includes('@') && !address.includes('/');

function accountByHand({ clock, sources }: Ports, address: string): Named {
  if (isEmail(address)) return { id: address, name: address, email: address };
  const { freelancer } = sources.readInvite(address, { now: clock.now(), timeZone: 'UTC' });
  return { id: freelancer?.id ?? address, name: address, profileUrl: freelancer?.profileUrl ?? address };
}

/** Finds the account of an address. @throws Refusal where several have it: whoever refers picks one of them */
async function accountAt(ports: Ports, invite: Invite, address: string): Promise<Person | undefined> {
  const found = await searchMarketplacePeople(ports, invite, address);
  const at = found?.filter(({ email, profileUrl }) => sameText(email, address) || sameUrl(profileUrl, address)) ?? [];
  if (at.some(({ id }) => id !== at[0]?.id)) throw new Refusal('referral.sharedAddress');
  return at[0];
}

const sameText = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

const sameUrl = (a: string | undefined, b: string): boolean =>
  sameText(a?.replace(/\/+$/, ''), b.replace(/[?#].*$/, '').replace(/\/+$/, ''));
