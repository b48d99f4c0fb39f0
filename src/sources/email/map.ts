import type { Invitation, UncertainField } from '../../domain/model/event/event.js';
import type { Person } from '../../domain/model/person/person.js';
import { fold } from '../../lib/folding.js';
import { digestOf } from '../delivery.js';
import { identify } from '../upwork/identify.js';
import { isUpworkHost, upworkLinksIn } from '../upwork/links.js';
import { readBody } from './body.js';
import type { Mailbox, ReceivedMail } from './mail.js';
import type { Original } from './original.js';

/** An invitation that was read from a mail. */
interface Found {
  readonly received: ReceivedMail;
  readonly original: Original;
  /** From the subject; may be empty. */
  readonly title: string;
  /** The connection's own address. */
  readonly address: string;
}

/** A job whose mail says no title. */
const UNTITLED = 'A job on Upwork';

/** Maps an invitation's mail. What a sender's signature does not prove, and what a layout tells, is uncertain. */
export function toInvitation({ received, original, title, address }: Found, now: Date): Invitation {
  const links = upworkLinksIn(original.text);
  const invited = links.find((link) => link.to === 'invitation');
  const posted = links.find((link) => link.to === 'job');
  const freelancer = addresseeOf(original, address);
  const { letter, unread, budget, skills, client, kind, private: isPrivate = false } = readBody(original.text, now);
  const name = title || UNTITLED;
  const essence = digestOf([fold(name), letter.slice(0, 500)]);
  const { job, ...identity } = identify({ invitation: invited?.uid, jobUrl: posted?.url }, `mail:${essence}`);
  const { at } = received.mail;
  return {
    id: invited?.uid ?? digestOf([job.id, freelancer.id]),
    status: 'open',
    invitedAt: at && at <= now ? at : now,
    letter: [letter, unread.join('\n')].filter(Boolean).join('\n\n'),
    job: { ...job, title: name, ...(budget && { budget }), skills, private: isPrivate },
    client,
    freelancer,
    ...identity,
    ...(kind && { kind }),
    uncertain: uncertainIn(received, original, {
      title,
      hasBudget: budget !== undefined,
      hasClient: Object.keys(client).length > 0,
      hasLink: links.length > 0,
    }),
  };
}

/**
 * Returns the recipient of the mail: the addressee, or the person who forwarded it where the addressee does not show.
 */
function addresseeOf({ to, forwardedBy }: Original, own: string): Person {
  const isPerson = ({ address }: Mailbox) => address !== own && !isUpworkHost(address.split('@').at(-1) ?? '');
  const person = to.find(isPerson) ?? forwardedBy;
  if (!person) return { id: `mailto:${own}`, name: own };
  const { name, address: email } = person;
  return { id: `mailto:${email}`.slice(0, 200), name: name || (email.split('@')[0] ?? email), email };
}

interface Read {
  readonly title: string;
  readonly hasBudget: boolean;
  readonly hasClient: boolean;
  readonly hasLink: boolean;
}

function uncertainIn(
  { sender }: ReceivedMail,
  { forwardedBy }: Original,
  { title, hasBudget, hasClient, hasLink }: Read,
): readonly UncertainField[] {
  const isProven = sender === 'proven' && !forwardedBy;
  const fields: readonly (readonly [UncertainField, boolean])[] = [
    ['title', !isProven || !title],
    ['url', !isProven || !hasLink],
    ['letter', true],
    ['budget', hasBudget],
    ['client', hasClient],
    ['freelancer', !isProven],
    ['invitedAt', !isProven],
  ];
  return fields.flatMap(([field, isUncertain]) => (isUncertain ? [field] : []));
}
