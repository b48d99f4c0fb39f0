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
  /** The text, or the HTML as text with its links; its beginning where it is long. */
  readonly text: string;
  /** Headers with lower-case names, the topmost first. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** A mail, and what its provider says of it. */
export interface ReceivedMail {
  readonly mail: Mail;
  /** The addresses that it was delivered to; empty where the provider does not say. */
  readonly recipients: readonly string[];
  /** Whether the provider found the sender's signature (DKIM, or else SPF) to be good; `unknown` where it does not say. */
  readonly sender: 'proven' | 'forged' | 'unknown';
  /** Identifies the delivery beyond the mail's content, such as Mailgun's token, which counts once. */
  readonly once?: string;
}

/** The most recipients, headers and the like that are read of a mail: no mail has more of them. */
export const MOST_OF_A_KIND = 1000;

/** The longest body of a webhook with a mail, in bytes: an invitation has no attachments worth more. */
export const LONGEST_MAIL = 12 * 1024 * 1024;
