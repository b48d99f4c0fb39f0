import { titleAfterHeading } from '../upwork/title-after-heading.js';

/** The kind of one of Upwork's mails, by its subject line. */
export type Subject =
  | { readonly about: 'invitation'; readonly title: string }
  | { readonly about: 'job-alert' | 'other' };

const JOB_ALERTS =
  /^(?:new job alert|new jobs? (?:for you|matching)|new job\b|job alert|\d+ new jobs?|recommended jobs?|jobs? (?:you might|recommended)|neue[rs]? (?:job|auftrag|aufträge)|neue jobs\b)/i;

/** Reads the kind of one of Upwork's mails from its subject, without the prefixes of forwarding. */
export function readSubject(subject: string): Subject {
  const plain = subject.trim().slice(0, 1000);
  if (JOB_ALERTS.test(plain)) return { about: 'job-alert' };
  const title = titleAfterHeading(plain);
  return title === undefined ? { about: 'other' } : { about: 'invitation', title };
}
