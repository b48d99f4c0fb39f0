import type { Market } from './market.js';
import type { InvitationRecord, Proposal } from './state.js';
import { queueInvitationStatus, queueProposalStatus } from './webhooks.js';

/** What may happen to an open invitation without its freelancer, and the status it leads to. */
export const INVITATION_ACTS = { withdraw: 'withdrawn', archive: 'archived', expire: 'expired' } as const;

/** What may happen to a proposal, and the status it leads to. `withdraw` is the freelancer's, the rest the client's. */
export const PROPOSAL_ACTS = {
  view: 'viewed',
  interview: 'interviewed',
  hire: 'hired',
  decline: 'declined',
  withdraw: 'withdrawn',
  archive: 'archived',
} as const;

const FINAL: readonly string[] = ['hired', 'declined', 'withdrawn', 'archived'];

/** Whether nothing can happen to a proposal any more. */
export const isOver = ({ status }: Proposal): boolean => FINAL.includes(status);

/** False when the invitation is not open any more. */
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

/** False when the proposal is over. What is so already is not told again. */
export function moveProposal(market: Market, proposal: Proposal, act: keyof typeof PROPOSAL_ACTS): boolean {
  if (isOver(proposal)) return false;
  if (proposal.status === PROPOSAL_ACTS[act]) return true;
  proposal.status = PROPOSAL_ACTS[act];
  queueProposalStatus(market, proposal);
  return true;
}

/** Closes a job, and archives what is still open on it unless the marketplace is slow to notice. */
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

/** Expires what is due. @returns whether anything was. */
export function expireDue(market: Market): boolean {
  const due = Object.values(market.state.invitations).filter(
    ({ status, expiresAt }) =>
      status === 'open' && expiresAt !== undefined && Date.parse(expiresAt) <= market.now().getTime(),
  );
  for (const one of due) closeInvitation(market, one, 'expire');
  return due.length > 0;
}
