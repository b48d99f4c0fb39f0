import type { Invitation, UncertainField } from '../../domain/model/event/event.js';
import type { Person } from '../../domain/model/person/person.js';
import { fold, isSameText } from '../../lib/accent-folding.js';
import type { TextLimits } from '../facts/text-limits.js';
import { digestOf } from '../make-delivery.js';
import { personFromName } from '../person-from-name.js';
import { identify } from '../upwork/identify-invitation.js';
import { isUpworkHost, joinedLinks, upworkLinksIn } from '../upwork/links.js';
import type { Original } from './find-original-mail.js';
import type { Mailbox, ReceivedMail } from './mail.js';
import { domainOf, isSameMailbox } from './mail-address.js';
import { readMailBody } from './read-mail-body.js';
import { isAmong } from './relayed-mail.js';

/** An invitation that was read from a mail. */
interface Found {
  readonly received: ReceivedMail;
  readonly original: Original;
  /** From the subject; may be empty. */
  readonly title: string;
  /** The connection's own address. */
  readonly address: string;
  /** The most that is read of its text. */
  readonly limits: TextLimits;
}

/** The title of a job whose mail has none. */
const UNTITLED = 'A job on Upwork';

/**
 * Maps an invitation's mail. Facts are uncertain where the sender's signature does not prove them or the layout was
 * guessed.
 */
export function mapInvitation({ received, original, title, address, limits }: Found, now: Date): Invitation {
  const text = joinedLinks(original.text.slice(0, limits.characters));
  const found = upworkLinksIn(text);
  // anybody may write such a mail, and of two invitations none is the one
  const isOfTwo = !isProven(received, original) && found.filter((link) => link.to === 'invitation').length > 1;
  const links = isOfTwo ? [] : found;
  const invited = links.find((link) => link.to === 'invitation');
  const posted = links.find((link) => link.to === 'job');
  const { at } = original;
  const invitedAt = at && at <= now ? at : now;
  const body = readMailBody(text, { now: invitedAt, timeZone: 'UTC' }, limits);
  const { letter, unread, budget, skills, client, kind, private: isPrivate } = body;
  const freelancer = addresseeOf(original, address, body.freelancer);
  const name = title || body.title || UNTITLED;
  const essence = digestOf([fold(name), letter.slice(0, 500)]);
  const { job, ...identity } = identify({ invitation: invited?.uid, jobUrl: posted?.url }, `mail:${essence}`);
  const expiresAt = body.expiresAt && body.expiresAt > now ? body.expiresAt : undefined;
  return {
    id: invited?.uid ?? digestOf([job.id, freelancer.id]),
    status: 'open',
    invitedAt,
    ...(expiresAt && { expiresAt }),
    letter: [letter, unread.join('\n')].filter(Boolean).join('\n\n'),
    job: { ...job, title: name, ...(budget && { budget }), skills, ...(isPrivate && { private: true }) },
    client,
    freelancer,
    ...identity,
    ...(kind && { kind }),
    uncertain: uncertainIn(received, original, {
      title,
      isAddressee: original.to.some(({ address: one }) => one === freelancer.email),
      hasBudget: budget !== undefined,
      hasSkills: skills.length > 0,
      isPrivate: isPrivate === true,
      hasClient: Object.keys(client).length > 0,
      hasLink: links.length > 0,
      hasDeadline: expiresAt !== undefined,
    }),
  };
}

/**
 * Returns the invited person: the mail's recipient, or, where that is a mailing list or a mask, the one to whom mail
 * servers delivered it, the freelancer whom a line names, or else the person who forwarded it first. The author of such
 * a line is unknown, so it changes no address.
 * @param named the freelancer whom a line of the mail names
 */
function addresseeOf(original: Original, own: string, named: string | undefined): Person {
  const { to, deliveredTo, lists, masks, forwardedBy } = original;
  const isPerson = ({ address }: Mailbox) =>
    !isSameMailbox(address, own) && !isUpworkHost(domainOf(address)) && !isAmong(address, lists);
  const addressees = [...to, ...deliveredTo].filter(isPerson);
  const addressee = addressees.find(({ address }) => !isAmong(address, masks)) ?? addressees[0];
  const isNamed = (one: Mailbox) => named === undefined || isSameText(one.name, named);
  const [first] = forwardedBy;
  const person = addressee ?? (first && isPerson(first) && isNamed(first) ? first : undefined);
  if (!person) return named === undefined ? { id: `mailto:${own}`, name: own } : personFromName('email', named);
  const { name, address: email } = person;
  return { id: `mailto:${email}`.slice(0, 200), name: name || (named ?? email.split('@')[0] ?? email), email };
}

/** Statements of a mail on which the certainty of its facts depends. */
interface Read {
  readonly title: string;
  /** True where the freelancer is a recipient in the mail's own header, which the sender's signature covers. */
  readonly isAddressee: boolean;
  readonly hasBudget: boolean;
  readonly hasSkills: boolean;
  readonly isPrivate: boolean;
  readonly hasClient: boolean;
  readonly hasLink: boolean;
  readonly hasDeadline: boolean;
}

/** Tells whether the sender's signature covers the mail itself. */
const isProven = ({ sender }: ReceivedMail, { forwardedBy }: Original): boolean =>
  sender === 'proven' && forwardedBy.length === 0;

function uncertainIn(received: ReceivedMail, original: Original, read: Read): readonly UncertainField[] {
  const isSigned = isProven(received, original);
  const fields: readonly (readonly [UncertainField, boolean])[] = [
    ['title', !isSigned || !read.title],
    ['url', !isSigned || !read.hasLink],
    ['letter', true],
    ['budget', read.hasBudget],
    ['skills', read.hasSkills],
    ['private', read.isPrivate],
    ['client', read.hasClient],
    ['freelancer', !isSigned || !read.isAddressee],
    ['invitedAt', !isSigned],
    ['expiresAt', read.hasDeadline],
  ];
  return fields.flatMap(([field, isUncertain]) => (isUncertain ? [field] : []));
}
