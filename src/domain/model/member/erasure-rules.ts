import { isMailAddress, type Person } from '../person/person.js';

/**
 * The kind of id by which a field refers to the member: Slack user id, marketplace id, marketplace id that is a mail
 * address (`mailto:`), email address, or the id of their referral, of an invitation that they referred, of an invite to
 * them, or of an invite that came through their referral.
 */
export type Named = 'member' | 'person' | 'mail' | 'address' | 'referral' | 'invitation' | 'invite' | 'onward';

/** Returns the id that replaces the mail addresses of an erased member. It holds no address: nobody is linked to it. */
const erasedAddress = (slackUserId: string): string => `mailto:${slackUserId}`;

/** Tells whether an invite's person is a single one. Mails that name nobody share a person with Baton's own address. */
export const isSomebody = (person: Pick<Person, 'id' | 'email'>): boolean =>
  !isMailAddress(person) || person.email !== undefined;

/**
 * Returns the ids that refer to the member as somebody on a marketplace.
 * @param people the ids of their accounts, and of those whom their invites name
 * @param ownEmail their address in Slack, where nobody else has it
 */
export function idsOfPeople(slackUserId: string, people: readonly string[], ownEmail?: string) {
  const own = ownEmail === undefined ? [] : [ownEmail, ownEmail.toLowerCase()].map((email) => `mailto:${email}`);
  const person = [...new Set([...people, ...own, erasedAddress(slackUserId)])];
  return { person, mail: person.filter((id) => isMailAddress({ id })) };
}

/** A rule for erasing a member's data from documents of one noun. Fields are paths such as `from.name`. */
export interface Erasure {
  readonly noun: 'invite' | 'referral' | 'relay' | 'event' | 'feedback';
  /** The field that identifies the member. */
  readonly field: string;
  readonly names: Named;
  /** A list: the other paths are within its entries, and only the entries of the member change. */
  readonly each?: string;
  /** Field values to which the rule is restricted; null for a field that is absent. */
  readonly only?: Readonly<Record<string, string | null>>;
  /** Fields that become empty texts. */
  readonly blank: readonly string[];
  /** Fields that are removed. */
  readonly remove?: readonly string[];
  /** The value that the field itself gets; it stays when absent. */
  readonly becomes?: string;
}

/**
 * The nouns whose revision an erasure raises: a write on condition of the revision that was read before it matches
 * nothing, and so brings no name back.
 */
export const REVISED: ReadonlySet<Erasure['noun']> = new Set(['invite', 'referral', 'relay']);

const NOTES = ['noteToColleague', 'noteToClient'];
const factsOf = (person: string): string[] =>
  ['email', 'profileUrl', 'title', 'skills'].map((fact) => `${person}.${fact}`);

/** The invitee's fields, and the cause of a failed hand-off, which is in the member's own words. */
const INVITEE = { blank: ['invitee.person.name'], remove: [...factsOf('invitee.person'), 'trouble'] };
const COLLEAGUE = { blank: ['to.name'], remove: ['to.profileUrl'] };
/** A colleague whom no member was linked to when the referral was made. */
const UNLINKED = { 'to.slackUserId': null };
const freelancer = (field: string): Erasure => ({
  noun: 'event',
  field: `${field}.id`,
  names: 'person',
  blank: [`${field}.name`],
  remove: factsOf(field),
});

const member = (noun: Erasure['noun'], field: string, what: Omit<Erasure, 'noun' | 'field' | 'names'>): Erasure => ({
  noun,
  field,
  names: 'member',
  ...what,
});

const listed = (noun: Erasure['noun'], each: string): Erasure => member(noun, 'slackUserId', { each, blank: ['name'] });

/** Returns the rules that replace addresses of mails by which documents refer to the member. */
function mailed(slackUserId: string): readonly Erasure[] {
  const rule = { names: 'mail', blank: [], becomes: erasedAddress(slackUserId) } as const;
  const target = { noun: 'referral', field: 'to.target.personId', ...rule } as const;
  return [
    { noun: 'event', field: 'data.freelancer.id', ...rule },
    { noun: 'event', field: 'data.about.freelancer.id', ...rule },
    { ...target, only: UNLINKED },
    { ...target, only: { 'to.slackUserId': slackUserId } },
    { noun: 'invite', field: 'personId', each: 'peers.named', ...rule },
    // the last: after an interruption, invites tell which addresses are the member's
    { noun: 'invite', field: 'invitee.person.id', ...rule },
  ];
}

/**
 * Returns the erasure rules for documents that others still need. Messages hold ids alone and stay: they prove that
 * news was posted.
 */
export const erasuresOf = (slackUserId: string): readonly Erasure[] => [
  ...mailed(slackUserId),
  member('referral', 'from.slackUserId', { blank: ['from.name'], remove: [...NOTES, 'trouble'] }),
  member('referral', 'to.slackUserId', COLLEAGUE),
  member('referral', 'to.slackUserId', { only: { 'to.target.by': 'email' }, blank: ['to.target.email'] }),
  { noun: 'referral', field: 'to.target.personId', names: 'person', only: UNLINKED, ...COLLEAGUE },
  {
    noun: 'referral',
    field: 'to.target.email',
    names: 'address',
    only: UNLINKED,
    blank: [...COLLEAGUE.blank, 'to.target.email'],
    remove: COLLEAGUE.remove,
  },
  member('referral', 'actedBy.slackUserId', { blank: ['actedBy.name'] }),
  listed('referral', 'chain'),
  listed('invite', 'chain'),
  listed('invite', 'peers.named'),
  { noun: 'invite', field: 'personId', names: 'person', each: 'peers.named', blank: ['name'] },
  member('invite', 'invitee.slackUserId', INVITEE),
  member('invite', 'decision.by', { blank: ['decision.byName'], remove: ['decision.messageToClient'] }),
  member('invite', 'corrected.by', { blank: ['corrected.byName'] }),
  member('invite', 'decision.onBehalfOf.slackUserId', { blank: ['decision.onBehalfOf.name'] }),
  member('relay', 'from.slackUserId', { blank: ['from.name'], remove: NOTES }),
  listed('relay', 'asks'),
  member('feedback', 'from.slackUserId', { blank: ['from.name', 'text'] }),
  { noun: 'invite', field: 'invitee.person.id', names: 'person', ...INVITEE },
  { noun: 'invite', field: 'duplicateOf', names: 'invite', ...INVITEE },
  { noun: 'invite', field: 'duplicateOf', names: 'onward', blank: [], remove: ['referredIn'] },
  freelancer('data.freelancer'),
  freelancer('data.about.freelancer'),
  {
    noun: 'invite',
    field: 'referredIn.referralId',
    names: 'referral',
    blank: ['referredIn.byName'],
    remove: ['referredIn.note'],
  },
  {
    noun: 'event',
    field: 'data.referral.fromInvitationId',
    names: 'invitation',
    blank: ['data.referral.referredBy.name'],
    remove: ['data.referral.message'],
  },
];

/** The documents that are the member's alone and are deleted. */
export const DELETIONS = [{ noun: 'message', field: 'to', only: { kind: 'digest' } }] as const;
