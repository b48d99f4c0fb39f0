import { Duplicate, Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import { behalfOf, whyNot } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';
import { passReferralSlot } from './pass-referral-slot.js';
import { decisionBy } from './record-decision.js';

/**
 * Moves an open invite to `referred` and inserts its referral, in one transaction.
 * @throws Refusal when the invite is no longer open, or the job already has another referral
 */
export async function storeReferral(ports: Ports, actor: Actor, invite: Invite, referral: Referral): Promise<Referral> {
  try {
    const referred = await ports.atomically(async () => {
      const after = await refer(ports, actor, invite, referral);
      if (after) {
        await passReferralSlot(ports, invite);
        await ports.referrals.insert(referral);
      }
      return after;
    });
    if (!referred) throw await whyNot(ports, actor, invite.id);
    return referral;
  } catch (error) {
    if (error instanceof Duplicate) throw new Refusal('referral.jobTaken', { title: invite.job.title });
    throw error;
  }
}

function refer(ports: Ports, actor: Actor, invite: Invite, referral: Referral): Promise<Invite | null> {
  const { id: referralId, reasonId, createdAt: at } = referral;
  const decision = decisionBy(actor, at, 'referred', { referralId, reasonId, ...behalfOf(invite, actor) });
  return ports.invites.advance(
    invite,
    {
      from: ['open'],
      set: { status: 'referred', decision },
      unset: ['trouble'],
      line: { at, who: actor.slackUserId, what: 'referred', through: 'slack' },
      work: [todo('announce-invite', at)],
    },
    invite.invitee.slackUserId ?? null,
  );
}
