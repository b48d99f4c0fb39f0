import type { Market } from './market.js';
import { queueInvitationStatus, queueProposalStatus } from './queue-webhooks.js';
import type { InvitationRecord, Proposal } from './state.js';

/** Actions on an open invitation that its freelancer does not take, with the resulting status. */
export const INVITATION_ACTS = { withdraw: 'withdrawn', archive: 'archived', expire: 'expired' } as const;

/** Actions on a proposal, with the resulting status. `withdraw` is the freelancer's, the others are the client's. */
export const PROPOSAL_ACTS = {
  view: 'viewed',
  interview: 'interviewed',
  hire: 'hired',
  decline: 'declined',
  withdraw: 'withdrawn',
  archive: 'archived',
} as const;

const FINAL: readonly string[] = ['hired', 'declined', 'withdrawn', 'archived'];

/** Tells whether a proposal is in a final status. */
export const isOver = ({ status }: Proposal): boolean => FINAL.includes(status);

/** Ends an invitation. @returns false when it is not open any more */
export function closeInvitation(
  market: Market,
  invitation: InvitationRecord,
  act: keyof typeof INVITATION_ACTS,
): boolean {
  if (invitation.status !== 'open') return false;
  invitation.status = INVITATION_ACTS[act];
  queueInvitationStatus(market, invitation);
  return true;
}

/**
 * Changes a proposal's status. An unchanged status sends no webhook.
 * @returns false when the proposal is in a final status
 */
export function moveProposal(market: Market, proposal: Proposal, act: keyof typeof PROPOSAL_ACTS): boolean {
  if (isOver(proposal)) return false;
  if (proposal.status === PROPOSAL_ACTS[act]) return true;
  proposal.status = PROPOSAL_ACTS[act];
  queueProposalStatus(market, proposal);
  return true;
}

/**
 * Closes a job and archives its open invitations and proposals; with `slowly`, those stay open.
 * @returns false when the job is closed already
 */
export function closeJob(market: Market, jobId: string, slowly: boolean): boolean {
  const { jobs, invitations, proposals } = market.state;
  const job = jobs[jobId];
  if (!job || job.closed) return false;
  job.closed = true;
  if (slowly) return true;
  for (const one of Object.values(invitations)) if (one.jobId === jobId) closeInvitation(market, one, 'archive');
  for (const one of Object.values(proposals)) if (one.jobId === jobId) moveProposal(market, one, 'archive');
  return true;
}

/** Expires the invitations whose time is over. @returns whether there were any */
export function expireDue(market: Market): boolean {
  const due = Object.values(market.state.invitations).filter(
    ({ status, expiresAt }) =>
      status === 'open' && expiresAt !== undefined && Date.parse(expiresAt) <= market.now().getTime(),
  );
  for (const one of due) closeInvitation(market, one, 'expire');
  return due.length > 0;
}
