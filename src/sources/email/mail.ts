import { decodedText } from '../plain-text.js';

/** A name and an address, the address in lower case. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** The longest address of a mailbox, and the most that is read of its name, in characters. */
const LONGEST_ADDRESS = 1000;
const LONGEST_NAME = 500;

/**
 * Makes a mailbox from a name with HTML entities; an empty list without an address, and for one that is too long: the
 * beginning of an address may be another address.
 */
export const mailboxesFrom = (name: string, address: string | undefined): Mailbox[] =>
  address && address.length <= LONGEST_ADDRESS
    ? [{ name: decodedText(name.slice(0, LONGEST_NAME)), address: address.toLowerCase() }]
    : [];

/** The longest value of a header that is read, in characters. */
const LONGEST_VALUE = 4000;

/** A header of a mail, with its name in lower case. */
interface Header {
  readonly name: string;
  readonly value: string;
}

/**
 * Makes a header, with an empty value in place of one that is too long: where it was cut, the beginning of a signer's
 * domain or of an address would count as all of it.
 */
export const headerFrom = (name: string, value: string): Header => ({
  name: name.toLowerCase(),
  value: value.length <= LONGEST_VALUE ? value : '',
});

/** A mail as far as Baton reads it. */
export interface Mail {
  readonly from: Mailbox | undefined;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly at: Date | undefined;
  /** The text, or the HTML converted to text with its links; only the beginning of a long one. */
  readonly text: string;
  /** Headers with lower-case names, the topmost first. */
  readonly headers: readonly Header[];
  /** The mails that are attached to it, as far as they are read. */
  readonly attached: readonly Mail[];
}

/** A mail, and what the mail provider reports about it. */
export interface ReceivedMail {
  readonly mail: Mail;
  /** The addresses that it was delivered to; empty where the provider does not say. */
  readonly recipients: readonly string[];
  /**
   * The result of the provider's check of the sender's signature (DKIM, or else SPF); `unknown` where it reports none.
   */
  readonly sender: 'proven' | 'forged' | 'unknown';
  /**
   * A value that identifies the delivery besides the mail's content, such as Mailgun's token, which may be used once.
   */
  readonly once?: string;
}

/** The most recipients, headers and similar parts of a mail that are read. */
export const MOST_OF_A_KIND = 1000;

/** The most people of one header of a mail that are read: each name is decoded. */
export const MOST_PEOPLE = 100;

/** The longest body of a webhook with a mail, in bytes. Attachments of an invitation are not needed. */
export const LONGEST_MAIL = 12 * 1024 * 1024;
