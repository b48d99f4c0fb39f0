import type { Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import { isOutstanding } from './settle-decision.js';

/** Whether a person has to carry the decision over to the marketplace. */
export function waitsForHandoff(invite: Invite, referral: Pick<Referral, 'status'> | null): boolean {
  if (invite.status === 'referred') return referral?.status === 'awaiting-handoff';
  return isOutstanding(invite) && invite.decision?.byHand === true;
}

/** Whether a person carries it over to the marketplace, or did. */
export const hadHandoff = ({ history }: Pick<Referral, 'history'>): boolean =>
  history.some(({ what }) => what === 'awaiting-handoff');

/**
 * The name of whoever says that it is done on the marketplace, while theirs is the only word for it; undefined once the
 * marketplace has confirmed it.
 */
export function handoffReportedBy({ history, receivedExternalId, from, actedBy }: Referral): string | undefined {
  const said = history.find(({ what }) => what === 'forwarded');
  if (said?.through !== 'slack' || receivedExternalId || history.some(({ what }) => what === 'confirmed'))
    return undefined;
  return actedBy && actedBy.slackUserId === said.who ? actedBy.name : from.name;
}
