import { mail } from './mail-view.js';

/** Mails that come to an agency's address and are no invitation, or are not taken. */
export const ODD_MAILS = ['look-alike', 'job-alert', 'bounce', 'oversized'] as const;

export type OddMail = (typeof ODD_MAILS)[number];

/** Bytes of an oversized mail, which is more than Baton takes. */
const OVERSIZED = 13 * 1024 * 1024;

/** A mail, and the length to which it is filled when it is sent. */
export interface MailToSend {
  readonly raw: string;
  readonly length?: number;
}

const UPWORK = 'Upwork Notification <donotreply@upwork.com>';

/** Writes an odd mail. @param id the delivery's, so that no two mails are the same */
export function oddMail(kind: OddMail, to: string, id: string, at: Date): MailToSend {
  const usual = { to, at, id: `${id}@upwork.com`, from: UPWORK };
  switch (kind) {
    case 'look-alike':
      return {
        raw: mail({
          ...usual,
          from: 'Upwork Notification <donotreply@upwork.com.invitations.example>',
          subject: 'You have an invitation to apply: Sign in within the hour',
          body: 'View invitation:\nhttps://www.upwork.com.invitations.example/sign-in',
        }),
      };
    case 'job-alert':
      return {
        raw: mail({
          ...usual,
          subject: 'New jobs for you: React, TypeScript',
          body: 'Five new jobs match your skills.\n\nhttps://www.upwork.com/nx/find-work',
        }),
      };
    case 'bounce':
      return {
        raw: mail({
          ...usual,
          from: 'Mail Delivery System <mailer-daemon@mail.example>',
          subject: 'Undelivered Mail Returned to Sender',
          body: 'Your message could not be delivered to one or more recipients.',
        }),
      };
    case 'oversized':
      return {
        raw: mail({
          ...usual,
          subject: 'You have an invitation to apply: See the film',
          body: 'The film is attached.',
        }),
        length: OVERSIZED,
      };
  }
}

/** Returns a mail's text, filled to its length. */
export const filled = (raw: string, length = 0): string => raw.padEnd(length, `${'A'.repeat(76)}\r\n`);
