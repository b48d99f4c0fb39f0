import { Duplicate, Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import { behalfOf, whyNot } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';
import { passReferralSlot } from './pass-referral-slot.js';
import { decisionBy } from './record-member-decision.js';

/**
 * Moves an open invite to `referred` and inserts its referral, in one transaction. The referral gets the id of the job
 * and the chain that the invite has then: a report may have changed them since it was read.
 * @throws Refusal when the invite is no longer open, or the job already has another referral
 */
export async function storeReferral(ports: Ports, actor: Actor, invite: Invite, referral: Referral): Promise<Referral> {
  try {
    const stored = await ports.atomically(async () => {
      const after = await refer(ports, actor, invite, referral);
      if (!after) return null;
      await passReferralSlot(ports, after);
      const made = { ...referral, job: { ...referral.job, id: after.job.id }, chain: after.chain };
      await ports.referrals.insert(made);
      return made;
    });
    if (!stored) throw await whyNot(ports, actor, invite.id);
    return stored;
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
