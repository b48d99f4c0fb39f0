import { TEMPLATES } from './example-jobs.js';
import { type Market, newId } from './market.js';
import { queueInvitationCreated } from './queue-webhooks.js';
import type { InvitationRecord, PostedJob } from './state.js';

/** Given fields of a new job. */
export type JobValues = Partial<Omit<PostedJob, 'closed' | 'postedAt'>>;

const template = ({ state }: Market) => TEMPLATES[Object.keys(state.jobs).length % TEMPLATES.length] ?? TEMPLATES[0];

/** Posts a job. Missing fields are taken from a realistic example. */
export function postJob(market: Market, values: JobValues): PostedJob {
  const { letter: _, ...example } = template(market);
  const postedAt = market.now().toISOString();
  const job: PostedJob = { id: newId('job'), private: false, closed: false, postedAt, ...example, ...values };
  market.state.jobs[job.id] = job;
  return job;
}

/** Freelancer and job of a new invitation. */
export interface InvitationValues {
  readonly personId: string;
  readonly jobId: string;
  readonly letter?: string;
  /** Absent: the invitation never expires. */
  readonly expiresInSeconds?: number;
}

/** Creates an invitation. */
export function inviteTo(
  market: Market,
  { personId, jobId, letter, expiresInSeconds }: InvitationValues,
): InvitationRecord {
  const now = market.now();
  const title = market.state.jobs[jobId]?.title;
  const example = TEMPLATES.find((one) => one.title === title) ?? TEMPLATES[0];
  const invitation: InvitationRecord = {
    id: newId('inv'),
    jobId,
    personId,
    status: 'open',
    letter: letter ?? example.letter,
    invitedAt: now.toISOString(),
    ...(expiresInSeconds !== undefined && {
      expiresAt: new Date(now.getTime() + expiresInSeconds * 1000).toISOString(),
    }),
  };
  market.state.invitations[invitation.id] = invitation;
  queueInvitationCreated(market, invitation);
  return invitation;
}
