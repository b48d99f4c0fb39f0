import * as announcingInvites from '../../src/domain/announcing/announce-invite.js';
import * as announcingReferrals from '../../src/domain/announcing/announce-referral.js';
import * as announcingRelays from '../../src/domain/announcing/announce-relay.js';
import * as delivering from '../../src/domain/announcing/deliver-message.js';
import * as relaying from '../../src/domain/asking/advance-relay.js';
import * as expiring from '../../src/domain/deciding/expire-invite.js';
import * as nudging from '../../src/domain/deciding/nudge-invite.js';
import * as decisions from '../../src/domain/forwarding/forward-decision.js';
import * as referrals from '../../src/domain/forwarding/forward-referral.js';
import { Duplicate } from '../../src/domain/model/errors.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { JobName, Ref } from '../../src/domain/model/outbox-work.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Ports, Written } from '../../src/domain/ports.js';
import * as receiving from '../../src/domain/receiving/process-event.js';
import * as invitations from '../../src/domain/receiving/record-invitation-status.js';
import * as proposals from '../../src/domain/receiving/record-proposal-status.js';
import * as counting from '../../src/domain/tallies/keep-tallies.js';

type Result = Written | undefined;

/**
 * Calls a job's verb with the document as it is stored now, and writes its result; does nothing when there is none. As
 * a runner does, it tries again where somebody else came first.
 */
const withDocument = <Doc>(
  job: JobName,
  read: (ports: Ports, ref: Ref) => Promise<Doc | null>,
  verb: (ports: Ports, doc: Doc) => Promise<Result> | Promise<void>,
) => {
  async function call(ports: Ports, ref: Ref): Promise<void> {
    const doc = await read(ports, ref);
    const result = doc && (await verb(ports, doc));
    if (!result) return;
    const { along, lost, ending } = result;
    const end = async () => (ending ? ending([]) : ports.worklist.finish(job, ref, [], ports.clock.now(), result));
    const ended = along ? ports.atomically(() => along().then(end)) : end();
    const isFirst = await ended.catch((error: unknown) => {
      if (error instanceof Duplicate) return false;
      throw error;
    });
    if (isFirst === false) return call(ports, ref);
    if (isFirst === null) await lost?.();
  }
  return call;
};

const onEvent = (verb: typeof receiving.processEvent) =>
  withDocument('receive-event', ({ events }, ref) => events.get(ref), verb);
const onInvite = (verb: (ports: Ports, invite: Invite) => Promise<Result> | Promise<void>) =>
  withDocument<Invite>('announce-invite', ({ invites }, ref) => invites.get(ref), verb);
const onReferral = (verb: (ports: Ports, referral: Referral) => Promise<Result> | Promise<void>) =>
  withDocument<Referral>('announce-referral', ({ referrals }, ref) => referrals.get(ref), verb);
const onRelay = (verb: typeof relaying.runRelay) =>
  withDocument('advance-relay', ({ relays }, ref) => relays.get(ref), verb);
const onMessage = (verb: typeof delivering.deliverMessage) =>
  withDocument('deliver-message', ({ messages }, ref) => messages.get(ref), verb);

/** Records a report, and writes the change of its referral. */
const recording =
  <Given extends unknown[]>(record: (...given: Given) => Promise<Result>) =>
  async (...given: Given): Promise<void> =>
    (await record(...given))?.along?.();

export const recordInvitationStatus = recording(invitations.recordInvitationStatus);
export const recordProposalStatus = recording(proposals.recordProposalStatus);
export const processEvent = onEvent(receiving.processEvent);
export const announceInvite = onInvite(announcingInvites.announceInvite);
export const expireInvite = onInvite(expiring.expireInvite);
export const nudgeInvite = onInvite(nudging.nudgeInvite);
export const forwardDecision = onInvite(decisions.forwardDecision);
export const forwardReferral = onReferral(referrals.forwardReferral);
export const announceReferral = onReferral(announcingReferrals.announceReferral);
export const keepTallies = onReferral(counting.keepTallies);
export const announceRelay = onRelay(announcingRelays.announceRelay);
export const runRelay = onRelay(relaying.runRelay);
export const deliverMessage = onMessage(delivering.deliverMessage);
