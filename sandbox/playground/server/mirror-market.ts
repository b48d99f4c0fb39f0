import { UPWORK_AGENCY } from '../../demo/upwork-agency.js';
import { reasonText } from '../../marketplace/market/decline-reasons.js';
import type { ContractInvitation, PostedJob, State } from '../../marketplace/market/state.js';
import { budgetText } from '../../marketplace/pages/layout.js';
import type { SandboxMarketplace } from '../../marketplace/start-sandbox.js';
import { upworkUid } from '../../marketplace/vendors/upwork-ids.js';
import type { ClientJob } from '../protocol.js';
import type { Replica } from './replica.js';

/** The latest jobs that are shown. */
const SHOWN = 40;

/** Shows pages what the clients of the sandbox marketplace see. */
export function mirrorMarket({ state, url }: Pick<SandboxMarketplace, 'state' | 'url'>, replica: Replica): void {
  const jobs = Object.values(state.jobs).slice(-SHOWN);
  const shown = new Set(jobs.map(({ id }) => `job/${id}`));
  for (const key of replica.keys('job/')) if (!shown.has(key)) replica.set(key, undefined);
  for (const job of jobs) replica.set(`job/${job.id}`, asClientSees(state, job, url));
}

function asClientSees(state: State, job: PostedJob, url: string): ClientJob {
  const invitations = Object.values(state.invitations).filter(({ jobId }) => jobId === job.id);
  return {
    id: job.id,
    title: job.title,
    client: job.client.name ?? 'A client',
    budget: budgetText(job.budget),
    skills: job.skills,
    private: job.private ?? false,
    closed: job.closed,
    postedAt: job.postedAt,
    candidates: invitations.map(({ id, personId, status, expiresAt, referral, decline }) => {
      const proposal = Object.values(state.proposals).find(({ invitationId }) => invitationId === id);
      return {
        invitationId: id,
        name: state.people[personId]?.name ?? personId,
        status: proposal?.status ?? statusOf(status),
        ...(proposal && { proposalId: proposal.id }),
        ...(state.people[personId]?.agencyId === UPWORK_AGENCY.id && {
          upworkUrl: `${url}/nx/proposals/interview/uid/${upworkUid(id)}`,
        }),
        ...(status === 'open' && expiresAt !== undefined && { expiresAt }),
        ...(referral && { referredBy: referral.referredBy.name }),
        ...(referral?.messageToClient && { note: referral.messageToClient }),
        ...(decline && { declined: { reason: reasonText(decline.reasonId), ...wordsOf(decline.message) } }),
      };
    }),
  };
}

const statusOf = (status: ContractInvitation['status']): string => (status === 'open' ? 'invited' : status);

const wordsOf = (message: string | undefined) => (message ? { message } : {});
