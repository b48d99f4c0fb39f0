/** Whom a field names: them by their Slack user id or marketplace id, a referral of theirs, or an invitation they passed on. */
export type Named = 'member' | 'person' | 'referral' | 'invitation';

/** What of a noun's documents is taken out when somebody is forgotten. Fields are paths such as `from.name`. */
export interface Erasure {
  readonly noun: 'invite' | 'referral' | 'relay' | 'event' | 'feedback';
  /** Whether it is theirs is told by this field, which names them. */
  readonly field: string;
  readonly names: Named;
  /** Where given, all of it is within the entries of this list, and only those that are theirs change. */
  readonly each?: string;
  /** Where given, only where these fields have these values. */
  readonly only?: Readonly<Record<string, string>>;
  /** These become empty texts. */
  readonly blank: readonly string[];
  /** These are removed. */
  readonly remove?: readonly string[];
}

const NOTES = ['noteToColleague', 'noteToClient'];
const factsOf = (person: string): string[] =>
  ['email', 'profileUrl', 'title', 'skills'].map((fact) => `${person}.${fact}`);

const INVITEE = { blank: ['invitee.person.name'], remove: factsOf('invitee.person') };
const FREELANCER = { blank: ['data.freelancer.name'], remove: factsOf('data.freelancer') };

const member = (noun: Erasure['noun'], field: string, what: Omit<Erasure, 'noun' | 'field' | 'names'>): Erasure => ({
  noun,
  field,
  names: 'member',
  ...what,
});

const listed = (noun: Erasure['noun'], each: string): Erasure => member(noun, 'slackUserId', { each, blank: ['name'] });

/** Their name and words in what others need to keep. A message holds ids alone, and tells that its news was posted. */
export const ERASURES: readonly Erasure[] = [
  member('referral', 'from.slackUserId', { blank: ['from.name'], remove: NOTES }),
  member('referral', 'to.slackUserId', { blank: ['to.name'] }),
  member('referral', 'to.slackUserId', { only: { 'to.target.by': 'email' }, blank: ['to.target.email'] }),
  member('referral', 'actedBy.slackUserId', { blank: ['actedBy.name'] }),
  listed('referral', 'chain'),
  listed('invite', 'chain'),
  member('invite', 'invitee.slackUserId', INVITEE),
  member('invite', 'decision.by', { blank: ['decision.byName'], remove: ['decision.messageToClient'] }),
  member('invite', 'decision.onBehalfOf.slackUserId', { blank: ['decision.onBehalfOf.name'] }),
  member('relay', 'from.slackUserId', { blank: ['from.name'], remove: NOTES }),
  listed('relay', 'asks'),
  member('feedback', 'from.slackUserId', { blank: ['from.name', 'text'] }),
  { noun: 'invite', field: 'invitee.person.id', names: 'person', ...INVITEE },
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

/** What is theirs alone, and is deleted whole. */
export const DELETIONS = [{ noun: 'message', field: 'to', only: { kind: 'digest' } }] as const;
