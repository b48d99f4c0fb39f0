/**
 * The kind of id by which a field refers to the member: Slack user id, marketplace id, email address, id of their
 * referral, of an invitation that they referred, of an invite to them, or of one that came through their referral.
 */
export type Named = 'member' | 'person' | 'address' | 'referral' | 'invitation' | 'invite' | 'onward';

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
}

const NOTES = ['noteToColleague', 'noteToClient'];
const factsOf = (person: string): string[] =>
  ['email', 'profileUrl', 'title', 'skills'].map((fact) => `${person}.${fact}`);

/** The invitee's fields, and the cause of a failed hand-off, which is in the member's own words. */
const INVITEE = { blank: ['invitee.person.name'], remove: [...factsOf('invitee.person'), 'trouble'] };
const COLLEAGUE = { blank: ['to.name'], remove: ['to.profileUrl'] };
/** A colleague whom no member was linked to when the referral was made. */
const UNLINKED = { 'to.slackUserId': null };
const FREELANCER = { blank: ['data.freelancer.name'], remove: factsOf('data.freelancer') };

const member = (noun: Erasure['noun'], field: string, what: Omit<Erasure, 'noun' | 'field' | 'names'>): Erasure => ({
  noun,
  field,
  names: 'member',
  ...what,
});

const listed = (noun: Erasure['noun'], each: string): Erasure => member(noun, 'slackUserId', { each, blank: ['name'] });

/**
 * The erasure rules for documents that others still need. Messages hold ids alone and stay: they prove that news was
 * posted.
 */
export const ERASURES: readonly Erasure[] = [
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
  { noun: 'event', field: 'data.freelancer.id', names: 'person', ...FREELANCER },
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
