import { limitsOfEach, type TextLimits } from '../facts/text-limits.js';
import { deliveryOf, putAside } from '../make-delivery.js';
import type { Delivery, Webhook, WebhookRequest } from '../source.js';
import { isUpworkHost, joinedLinks, upworkLinksIn } from '../upwork/links.js';
import type { EmailConfig } from './connection-config.js';
import { type Original, originalsOf } from './find-original-mail.js';
import { LONGEST_MAIL, type Mail, type Mailbox, type ReceivedMail } from './mail.js';
import { comparable, domainOf, isSameMailbox, mailDomain } from './mail-address.js';
import { mapInvitation } from './map-invitation.js';
import { readMailgun } from './providers/mailgun.js';
import { readPostmark } from './providers/postmark.js';
import { readSendgrid } from './providers/sendgrid.js';
import { readSignedRawMail } from './providers/signed-raw-mail.js';
import { readSubject } from './read-subject.js';

/**
 * Reads mails that a provider posts. Only Upwork's mails about an invitation become invitations; all others are counted
 * without effect.
 */
export const emailWebhook: Webhook<EmailConfig> = {
  longest: LONGEST_MAIL,
  verify({ config }, request) {
    const read = reader(config, request);
    return async (body) => deliveryFrom(await read(body), config, request.now);
  },
};

function reader(config: EmailConfig, request: WebhookRequest): (body: Buffer) => Promise<ReceivedMail> {
  switch (config.provider) {
    case 'postmark':
      return readPostmark(config, request);
    case 'mailgun':
      return readMailgun(config, request);
    case 'sendgrid':
      return readSendgrid(config, request);
    case 'signed':
      return readSignedRawMail(config, request);
  }
}

function deliveryFrom(received: ReceivedMail, config: EmailConfig, now: Date): Delivery {
  const { mail } = received;
  if (isLoop(mail, config.address) || !isForUs(received, config.address)) return putAside('other-mail');
  if (received.sender === 'forged') return putAside('other-mail');
  const believed = originalsOf(mail, isFromUpwork)
    .filter(({ from, forwardedBy }) => isFromUpwork(from) && forwardedBy.every((by) => mayForward(by, config)))
    .map((original) => ({ original, subject: readSubject(original.subject) }));
  const limits = limitsOfEach(believed.length);
  const invitations = believed.flatMap(({ original, subject }) =>
    subject.about === 'invitation' && !isMereAnswer(original, limits)
      ? [mapInvitation({ received, original, title: subject.title, address: config.address, limits }, now)]
      : [],
  );
  if (invitations.length === 0)
    return putAside(believed.some(({ subject }) => subject.about === 'job-alert') ? 'job-alert' : 'other-mail');
  const different = [...new Map(invitations.map((data) => [data.id, data])).values()];
  const delivery = deliveryOf(different.map((data) => ({ type: 'invitation.created', data })));
  return received.once === undefined ? delivery : { ...delivery, id: received.once };
}

/**
 * Tells whether a mail answers an invitation's and has none of its links: the invitation's own mail tells of it, and
 * without a link the two could not be known to be one.
 */
const isMereAnswer = ({ isAnswered, text }: Original, { characters }: TextLimits): boolean =>
  isAnswered && !upworkLinksIn(joinedLinks(text.slice(0, characters))).some(({ to }) => to !== 'profile');

const isFromUpwork = (from: Mailbox | undefined): boolean => from !== undefined && isUpworkHost(domainOf(from.address));

/**
 * Tells whether a person may forward mails by hand. Only the domain of their own address is checked: forwarding by hand
 * proves nothing else. Each person on a mail's way is checked, since any of them may have written what they forward.
 */
const mayForward = (by: Mailbox | undefined, { domains }: EmailConfig): boolean =>
  domains.length === 0 ||
  domains
    .flatMap((domain) => mailDomain(domain) ?? [])
    .some((domain) => by !== undefined && `.${domainOf(by.address)}`.endsWith(`.${domain}`));

/** Tells whether a mail was sent to this connection's address. */
const isForUs = ({ recipients }: ReceivedMail, address: string): boolean =>
  recipients.length === 0 || recipients.some((one) => isSameMailbox(one.replace(/^.*<([^<>]+)>\s*$/, '$1'), address));

/** The most `Received` headers of a mail: one with more goes in circles. */
const MOST_HOPS = 30;

/**
 * Tells whether a mail is an automatic reply or a bounce, comes from the connection's own address, or goes in circles.
 */
function isLoop({ from, headers }: Mail, address: string): boolean {
  const valuesOf = (header: string) => headers.flatMap(({ name, value }) => (name === header ? [value.trim()] : []));
  const own = comparable(address);
  const isOwn = (value: string) => value.toLowerCase().includes(address) || value.toLowerCase().includes(own);
  return (
    comparable(from?.address ?? '') === own ||
    /^(?:mailer-daemon|postmaster)@/i.test(from?.address ?? '') ||
    valuesOf('auto-submitted').some((value) => /^auto-replied/i.test(value)) ||
    valuesOf('precedence').some((value) => /^auto_reply/i.test(value)) ||
    valuesOf('x-loop').some(isOwn) ||
    valuesOf('delivered-to').filter(isOwn).length > 1 ||
    valuesOf('received').length > MOST_HOPS
  );
}
