/** A name and an address, the address in lower case. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail as far as Baton reads it. */
export interface Mail {
  readonly from: Mailbox | undefined;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly at: Date | undefined;
  /** The text, or the HTML converted to text with its links; only the beginning of a long one. */
  readonly text: string;
  /** Headers with lower-case names, the topmost first. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
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

/** The longest body of a webhook with a mail, in bytes. Attachments of an invitation are not needed. */
export const LONGEST_MAIL = 12 * 1024 * 1024;
