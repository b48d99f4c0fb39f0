import type { Market } from '../market/market.js';
import type { InvitationRecord } from '../market/state.js';
import { upworkUid } from './upwork-ids.js';

/** Returns Upwork's mail about an invitation, as it is forwarded by a rule. Its layout is invented. */
export function invitationMail({ state, now }: Market, { id, jobId, personId, letter }: InvitationRecord): string {
  const job = state.jobs[jobId];
  const person = state.people[personId];
  if (!job || !person) throw new Error(`the invitation ${id} points nowhere`);
  const { budget, skills, client } = job;
  const facts = [
    budget && `${budget.kind === 'hourly' ? 'Hourly' : 'Fixed price'}: $${budget.min ?? 0} - $${budget.max ?? 0}`,
    skills.length > 0 && `Skills: ${skills.join(', ')}`,
    client.country && `Location: ${client.country}`,
    client.paymentVerified && 'Payment method verified',
  ].filter(Boolean);
  const body = [
    `Hi ${person.name.split(' ')[0]},`,
    '',
    'A client would like you to apply to their job.',
    '',
    'Message from the client:',
    letter,
    '',
    'Job details',
    ...facts,
    '',
    'View invitation:',
    `https://www.upwork.com/nx/proposals/interview/uid/${upworkUid(id)}?utm_source=email`,
    'View job:',
    `https://www.upwork.com/jobs/~02${upworkUid(jobId)}?utm_source=email`,
    '',
    'Thanks,',
    'The Upwork Team',
  ];
  return mail({
    from: 'Upwork Notification <donotreply@upwork.com>',
    to: `${word(person.name)} <${person.email ?? `${personId}@freelancers.example`}>`,
    subject: `You have an invitation to apply: ${job.title}`,
    at: now(),
    id: `${id}@upwork.com`,
    body: body.join('\n'),
  });
}

interface MailContent {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly id: string;
  readonly body: string;
}

/** Writes a mail as it travels (RFC 5322). */
export function mail({ from, to, subject, at, id, body }: MailContent): string {
  const encoded = Buffer.from(body)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  return [
    `Message-ID: <${id}>`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${word(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encoded,
    '',
  ].join('\r\n');
}

/** Encodes a header's text that is not ASCII (RFC 2047). */
const word = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
