import { ONLY_WAY } from '../../src/domain/model/connection/connection.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Job } from '../../src/domain/model/job/job.js';
import { todo } from '../../src/domain/model/outbox-work.js';
import { personOf, TENANT, userId } from './people.js';

const DAY = 24 * 60 * 60 * 1000;

const PARAGRAPH =
  'We run a marketplace for used machine parts and need somebody who takes over the pipeline that feeds our search. ' +
  'It reads from three sources, cleans what it finds and writes to one index, every night and on demand. ';

/** Builds a job of typical size. */
export const jobOf = (id: string): Job => ({
  id: `job-${id}`,
  title: 'Take over a data pipeline',
  url: `https://market.example/jobs/${id}`,
  budget: { kind: 'hourly', min: 60, max: 90, currency: 'USD' },
  skills: ['TypeScript', 'MongoDB', 'Search', 'Data cleaning'],
  private: false,
});

/** Builds an open invite to a job of its own, addressed to the member with this number. */
export function inviteOf(id: string, member: number, at = new Date()): Invite {
  const expiresAt = new Date(at.getTime() + DAY);
  return {
    id,
    tenantId: TENANT,
    externalId: `ext-${id}`,
    origins: [{ ...ONLY_WAY, externalId: `ext-${id}` }],
    status: 'open',
    job: jobOf(id),
    client: { name: 'Acme', country: 'Norway', rating: 4.9, totalSpent: 120_000, hires: 31, paymentVerified: true },
    letter: PARAGRAPH.repeat(3),
    letterCut: false,
    invitee: { person: personOf(member), slackUserId: userId(member) },
    invitedAt: at,
    expiresAt,
    chain: [],
    nudges: 0,
    revision: 1,
    history: [{ at, who: 'marketplace', what: 'open', through: 'webhook' }],
    work: [todo('expire-invite', expiresAt)],
  };
}
