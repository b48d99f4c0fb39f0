import { MANUAL } from '../model/connection/connection.js';
import { ownIdOf } from '../model/connection/unique-id.js';
import type { Invite } from '../model/invite/invite.js';
import { todo } from '../model/outbox-work.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import { hasArrived } from '../model/referral/transitions.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from './confirm-forwarded.js';

/** Milliseconds by which the invitation may seem older than the referral, since clocks differ. */
const SLACK_MS = 10 * 60_000;

/** Statuses of a referral that was not sent: it cannot be the cause of an invitation. */
const NOT_OUT: ReadonlySet<ReferralStatus> = new Set(['held', 'undone']);

/**
 * Links an invite to the tenant's referral of the same job to the same colleague, where no source of the invite names
 * referrals. This confirms the referral, unless people alone have told of the invite. Both are marked as inferred,
 * since the client may have invited the colleague anyway.
 */
export async function inferSourceReferral(ports: Ports, invite: Invite): Promise<Invite> {
  const { rulesOf } = ports.sources;
  if (invite.referredIn || invite.origins.some(({ source }) => rulesOf(source).namesRelations)) return invite;
  const onThisJob = await ports.referrals.ofJob(invite.tenantId, invite.job.id);
  const fitting = onThisJob.filter((one) => mayHaveLedTo(one, invite));
  const referral = fitting.find(({ status }) => status !== 'failed') ?? fitting[0];
  if (!referral) return invite;
  const { id: referralId, from, chain, noteToColleague: note } = referral;
  const tied = await ports.invites.advance(invite, {
    from: [invite.status],
    revision: invite.revision,
    set: {
      referredIn: { byName: from.name, referralId, ...(note !== undefined && { note }), inferred: true },
      chain: [...chain, { ...from, referralId }],
    },
    work: [todo('announce-invite', ports.clock.now())],
  });
  if (tied) return tied;
  const fresh = await ports.invites.get(invite);
  return fresh && fresh.revision !== invite.revision ? inferSourceReferral(ports, fresh) : invite;
}

/**
 * Does the same for the other invites to a job, which may have come through the referrals of an invite whose job has
 * got another id.
 * @param former the job's id before
 */
export async function inferOnJob(ports: Ports, { tenantId, id, job }: Invite, former: string): Promise<void> {
  if (job.id === former) return;
  const made = (await ports.referrals.ofJob(tenantId, job.id)).filter(({ inviteId }) => inviteId === id);
  for (const ref of made.length > 0 ? await ports.invites.ofJob(tenantId, job.id) : []) {
    const other = ref.duplicateOf === undefined ? await ports.invites.get(ref) : null;
    if (other && made.some((referral) => mayHaveLedTo(referral, other)))
      await confirmByInvite(ports, await inferSourceReferral(ports, other));
  }
}

/**
 * Records that an invite proves its referral to have arrived, unless that is recorded. An invite that was only entered
 * by hand proves nothing: whoever was told of the referral can enter its job.
 * @param known the referral, where the caller has just read it
 */
export async function confirmByInvite(ports: Ports, invite: Invite, known?: Referral): Promise<void> {
  const { tenantId, referredIn, invitedAt, origins } = invite;
  const { rulesOf } = ports.sources;
  const told = origins.filter(({ source }) => source !== MANUAL);
  const origin = told.find(({ source }) => rulesOf(source).namesRelations) ?? told[0];
  const id = referredIn?.referralId;
  const referral = known?.id === id ? known : id ? await ports.referrals.get({ tenantId, id }) : null;
  if (!origin || !referral || (hasArrived(referral.status) && referral.receivedExternalId)) return;
  const inferred = referredIn?.inferred && { inferred: true as const };
  const word = { who: 'marketplace', through: 'webhook', happenedAt: invitedAt, ...inferred } as const;
  await confirmForwarded(ports, referral, word, origin.externalId);
}

const mayHaveLedTo = (referral: Referral, invite: Invite): boolean =>
  !referral.practice &&
  referral.inviteId !== invite.id &&
  !NOT_OUT.has(referral.status) &&
  !hasLedToAnother(referral, invite) &&
  invite.invitedAt.getTime() >= referral.createdAt.getTime() - SLACK_MS &&
  isTo(referral, invite);

function isTo({ to: { slackUserId, target } }: Referral, { invitee }: Invite): boolean {
  if (slackUserId !== undefined && slackUserId === invitee.slackUserId) return true;
  const { id, email } = invitee.person;
  return target.by === 'person' ? target.personId === id : target.email.toLowerCase() === email?.toLowerCase();
}

/**
 * Tells whether a connection of the invite told of another invitation as the referral's: then the client has invited
 * the colleague again.
 */
const hasLedToAnother = ({ receivedExternalId: known }: Referral, { origins }: Invite): boolean =>
  known !== undefined &&
  origins.every(({ externalId }) => externalId !== known) &&
  origins.some(({ connectionId: id }) => ownIdOf({ id }, known) !== known);
