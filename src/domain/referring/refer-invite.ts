import { randomUUID } from 'node:crypto';
import { storeReferral } from '../lifecycle/store-referral.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Referral } from '../model/referral/referral.js';
import { keptNotes } from '../model/stored-size-limits.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import { requireDecidable, whyNot } from '../permissions/who-may-decide.js';
import { requireReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { knownCandidates, readJobRecords } from './read-job-records.js';
import { type Colleague, resolveColleague } from './resolve-colleague.js';

/** A member's input for a referral. */
export interface ReferralWish {
  readonly colleague: Colleague;
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
}

/**
 * Declines an invite and refers a colleague in one transaction, which is durable when this resolves. The referral is
 * held for the undo window, then sent.
 * @param id of the referral; a new one when absent. A job that may run twice names it, since an id is taken once
 * @throws Refusal with the rule that forbids it.
 */
export async function referInvite(
  ports: Ports,
  by: Actor,
  inviteId: string,
  wish: ReferralWish,
  id: string = randomUUID(),
): Promise<Referral> {
  const [invite, tenant, actor] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    ports.tenants.get(by.tenantId),
    withNameAfterErasure(ports, by),
  ]);
  if (!invite) throw new Refusal('invite.notFound');
  if (!tenant) throw new Refusal('tenant.notInstalled');
  await requireDecidable(ports, invite, actor);
  try {
    const to = await allowed(ports, invite, actor, wish.colleague);
    const referral = referralFrom({ id, invite, tenant, actor, wish, to, now: ports.clock.now() });
    return await storeReferral(ports, actor, invite, referral);
  } catch (error) {
    throw error instanceof Refusal ? await reasonToTell(ports, actor, invite, error) : error;
  }
}

/**
 * Checks the rules of the invite before those of the colleague. Reads both at once and calls no marketplace, because
 * Slack waits for 3 s: the marketplace checks its own rules when the referral arrives.
 */
async function allowed(ports: Ports, invite: Invite, by: Actor, colleague: Colleague): Promise<Referral['to']> {
  const job = readJobRecords(ports, invite, knownCandidates(ports, invite));
  const [to] = await Promise.allSettled([resolveColleague(ports, invite, by, colleague, job)]);
  await requireReferral(ports, invite, by, (await job).referrals);
  if (to.status === 'rejected') throw to.reason;
  return to.value;
}

/**
 * Returns the refusal to show: where the invite was decided a moment ago, that reason instead of a rule that the
 * decision itself breaks.
 */
async function reasonToTell(ports: Ports, actor: Actor, invite: Invite, broken: Refusal): Promise<Refusal> {
  const now = await ports.invites.get(invite);
  return now?.status === 'open' ? broken : whyNot(ports, actor, invite.id);
}

interface Parts {
  readonly id: string;
  readonly invite: Invite;
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly wish: ReferralWish;
  readonly to: Referral['to'];
  readonly now: Date;
}

function referralFrom({ id, invite, tenant, actor, wish, to, now }: Parts): Referral {
  const { colleague: _, ...words } = wish;
  const releaseAt = new Date(now.getTime() + tenant.settings.undoSeconds * 1000);
  const { id: jobId, title, url } = invite.job;
  return {
    ...keptNotes(words),
    id,
    tenantId: actor.tenantId,
    status: 'held',
    inviteId: invite.id,
    externalInviteId: invite.externalId,
    ...(invite.practice && { practice: invite.practice }),
    job: { id: jobId, title, url },
    ...referrerOf(invite, actor),
    chain: invite.chain,
    to,
    createdAt: now,
    releaseAt,
    takesSlot: true,
    milestones: [],
    revision: 1,
    history: [{ at: now, who: actor.slackUserId, what: 'held', through: 'slack' }],
    work: [todo('forward-referral', releaseAt), todo('keep-tallies', now)],
    counted: [],
  };
}

/** Returns the addressee as referrer, and the manager who acted for them, if any. */
function referrerOf({ invitee }: Invite, { slackUserId, name }: Actor): Pick<Referral, 'from' | 'actedBy'> {
  const addressee = invitee.slackUserId;
  if (!addressee || addressee === slackUserId) return { from: { slackUserId, name } };
  return { from: { slackUserId: addressee, name: invitee.person.name }, actedBy: { slackUserId, name } };
}
