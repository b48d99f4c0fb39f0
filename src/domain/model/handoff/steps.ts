import { type DeclineReason, marketplaceOfJob } from '../connection/connection.js';
import type { MarketplaceId } from '../connection/source.js';
import type { Invite } from '../invite/invite.js';
import type { Referral } from '../referral/referral.js';

/** One step of a hand-off, which a member carries out on the marketplace. Texts to copy are part of the step. */
export type Step =
  /** Open the known page that is closest to the invitation: its own, the job's, or the list of all invitations. */
  | { readonly do: 'open'; readonly url: string; readonly page: 'invitation' | 'job' | 'list' }
  /** Press the button with this label; without a label, do what `button` says. */
  | { readonly do: 'press'; readonly button: 'accept' | 'decline'; readonly label?: string }
  | { readonly do: 'choose-reason'; readonly reason: DeclineReason }
  /** Paste the colleague's profile or email address into the marketplace's field for referrals. */
  | { readonly do: 'refer'; readonly address: string }
  /**
   * Paste a message to the client. A `recommendation` names the colleague, where the marketplace has no field for
   * referrals.
   */
  | { readonly do: 'write'; readonly kind: 'own-words' | 'referral' | 'recommendation'; readonly profileUrl?: string };

/** Upwork's list of invitations and proposals: where the step leads when the job's own page is not known. */
export const UPWORK_PROPOSALS = 'https://www.upwork.com/nx/proposals/';

/** The labels of a marketplace's buttons. */
interface Labels {
  readonly accept: string;
  readonly decline: string;
}

/**
 * Upwork's invitation page has *Accept* and *Decline*; its dialogue "Decline invitation" asks for a reason, takes a
 * message and, on public jobs, somebody to refer (support 4405516172947, and public code that rebuilds the dialogue).
 * The names of other marketplaces' buttons are not known.
 */
const LABELS: Readonly<Record<MarketplaceId, Labels | undefined>> = {
  upwork: { accept: 'Accept', decline: 'Decline' },
  own: undefined,
};

/** A decision that a member carries over to the marketplace by hand, with the referral and the reason. */
export interface Handoff {
  readonly invite: Pick<Invite, 'status' | 'job' | 'decision' | 'url'>;
  readonly referral: Pick<Referral, 'to' | 'noteToClient' | 'byMessage'> | null;
  /** The chosen reason for declining. */
  readonly reason?: DeclineReason | undefined;
}

/** Returns the steps of a hand-off, the link first; no steps for an invite that is not decided. */
export function handoffSteps({ invite, referral, reason }: Handoff): readonly Step[] {
  const { status, job, decision } = invite;
  if (status !== 'accepted' && status !== 'declined' && status !== 'referred') return [];
  const button = status === 'accepted' ? 'accept' : 'decline';
  const label = LABELS[marketplaceOfJob(job)]?.[button];
  const press: Step = { do: 'press', button, ...(label !== undefined && { label }) };
  const open = opening(invite);
  if (status === 'accepted') return [...open, press];
  const why: readonly Step[] = reason ? [{ do: 'choose-reason', reason }] : [];
  if (status === 'declined' || !referral) {
    const words: readonly Step[] = decision?.messageToClient ? [{ do: 'write', kind: 'own-words' }] : [];
    return [...open, press, ...why, ...words];
  }
  return [...open, press, ...why, ...passingOn(job, referral)];
}

function opening({ url, job }: Handoff['invite']): readonly Step[] {
  if (url) return [{ do: 'open', url, page: 'invitation' }];
  return job.url ? [{ do: 'open', url: job.url, page: job.url === UPWORK_PROPOSALS ? 'list' : 'job' }] : [];
}

/**
 * Returns the steps of a referral. On a private job, and where the marketplace offers no referral, only the message
 * recommends the colleague.
 */
function passingOn(job: Invite['job'], { to, byMessage }: NonNullable<Handoff['referral']>): readonly Step[] {
  const { profileUrl } = to;
  const address = profileUrl ?? (to.target.by === 'email' ? to.target.email : undefined);
  const isRecommended = job.private || byMessage || marketplaceOfJob(job) === 'own' || address === undefined;
  if (isRecommended) return [{ do: 'write', kind: 'recommendation', ...(profileUrl && { profileUrl }) }];
  return [
    { do: 'refer', address },
    { do: 'write', kind: 'referral' },
  ];
}
