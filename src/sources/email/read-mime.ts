import PostalMime, { type Address, type Email } from 'postal-mime';
import { BadWebhook } from '../bad-webhook.js';
import { decodedText, htmlToText } from '../plain-text.js';
import type { Mail, Mailbox } from './mail.js';

/** So much of a mail is read, in bytes: its texts come first, and what follows are attachments, which nobody reads. */
const READ = 1024 * 1024;

/**
 * Reads a raw mail.
 * @throws BadWebhook('unreadable') for what is no mail
 */
export async function readMime(raw: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(raw.subarray(0, READ), {
    maxNestingDepth: 50,
    maxHeadersSize: 256 * 1024,
    maxRfc822NestingDepth: 3,
  }).catch(() => {
    throw new BadWebhook('unreadable');
  });
  if (email.headers.length === 0) throw new BadWebhook('unreadable');
  return mailOf(email);
}

function mailOf(email: Email): Mail {
  const at = new Date(email.date ?? '');
  return {
    from: mailboxesOf(email.from ? [email.from] : [])[0],
    to: mailboxesOf([...(email.to ?? []), ...(email.cc ?? [])]),
    subject: decodedText(email.subject ?? '').replace(/\s+/g, ' '),
    at: Number.isNaN(at.getTime()) ? undefined : at,
    text: email.text?.trim() ? decodedText(email.text) : htmlToText(email.html ?? ''),
    headers: email.headers.map(({ key: name, value }) => ({ name, value })),
  };
}

const mailboxesOf = (addresses: readonly Address[]): Mailbox[] =>
  addresses
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ name, address }) => (address ? [{ name: decodedText(name), address: address.toLowerCase() }] : []));
