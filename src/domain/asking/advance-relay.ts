import { presentInvite } from '../lifecycle/present-invite.js';
import { notYetDue, Refusal } from '../model/errors.js';
import type { HistoryLine } from '../model/history-line.js';
import { endOf } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import { type Ref, todo, type Work } from '../model/outbox-work.js';
import { nextStep, type RelayStep } from '../model/relay/next-step.js';
import { type Ask, type Relay, type RelayStatus, whoAgreed } from '../model/relay/relay.js';
import type { Ports, Transition } from '../ports.js';
import { referInvite } from '../referring/refer-invite.js';

/**
 * Runs `advanceRelay` as a timer job, which is kept while an answer is awaited.
 * @throws Postponed until the end of the running ask
 */
export async function runRelay(ports: Ports, relay: Relay): Promise<void> {
  const until = await advance(ports, relay);
  if (until) throw notYetDue(until, ports.clock.now(), `ask:${relay.tenantId}:${relay.id}`);
}

/**
 * Takes a relay's next steps until it has to wait: asks the next colleague, ends an ask whose time is over, or refers
 * the colleague who said yes. May be called at any time. Where the relay's invite was merged into another one, a yes
 * refers the other one, and nobody else is asked: the other one may have a relay of its own.
 * @returns the end of an ask that was running already; null where a step was taken or nothing is left to do
 */
export async function advanceRelay(ports: Ports, ref: Ref): Promise<Date | null> {
  const relay = await ports.relays.get(ref);
  return relay && advance(ports, relay);
}

/** Does the same as `advanceRelay` with a relay that was already read. */
async function advance(ports: Ports, relay: Relay): Promise<Date | null> {
  if (relay.status !== 'asking') return null;
  const invite = await presentInvite(ports, { tenantId: relay.tenantId, id: relay.inviteId });
  const isMerged = invite !== null && invite.id !== relay.inviteId;
  if (invite?.status !== 'open' || (isMerged && !whoAgreed(relay)))
    return (await endFor(ports, relay, invite)) ? null : advanceRelay(ports, relay);
  const step = nextStep(relay, ports.clock.now(), endOf(invite));
  if (step.do === 'wait') return step.until;
  return (await take(ports, relay, invite, step)) ? advanceRelay(ports, relay) : null;
}

/** Returns true when the relay is to be read again: a step follows this one, or the relay changed meanwhile. */
async function take(ports: Ports, relay: Relay, invite: Invite, step: RelayStep): Promise<boolean> {
  switch (step.do) {
    case 'nothing':
    case 'wait':
      return false;
    case 'end':
      return !(await endRelay(ports, relay, 'exhausted'));
    case 'agree':
      return !(await agree(ports, relay, invite, step.index));
    case 'time-out':
      await change(ports, relay, withAsk(relay, step.index, { answer: 'no-answer' }), 'no-answer', []);
      return true;
    case 'ask': {
      const asked = { askedAt: ports.clock.now(), until: step.until };
      const timer = todo('advance-relay', step.until);
      return !(await change(ports, relay, withAsk(relay, step.index, asked), 'asked', [timer]));
    }
  }
}

/** The person or rule that ended a relay. */
type EndedBy = Partial<Pick<HistoryLine, 'who' | 'detail'>>;

const withAsk = ({ asks }: Relay, at: number, news: Partial<Ask>): Pick<Relay, 'asks'> => ({
  asks: asks.map((ask, index) => (index === at ? { ...ask, ...news } : ask)),
});

async function change(
  ports: Ports,
  relay: Relay,
  set: Transition<RelayStatus, Relay>['set'],
  what: string,
  work: Work[],
  by: EndedBy = {},
) {
  const at = ports.clock.now();
  const changed = await ports.relays.advance(relay, {
    from: ['asking'],
    revision: relay.revision,
    set,
    line: { at, who: 'baton', what, through: 'job', ...by },
    work: [todo('announce-relay', at), ...work],
  });
  return changed !== null;
}

/**
 * Ends a relay. False when the relay has changed since it was read.
 * @param by who ended it, and by which rule, where known
 */
export const endRelay = (ports: Ports, relay: Relay, status: RelayStatus, by: EndedBy = {}): Promise<boolean> =>
  change(ports, relay, { status }, status, [], by);

/**
 * Ends a relay whose invite is no longer open: as `agreed` where a crashed process had already referred the colleague.
 * @returns false when the relay has changed since it was read
 */
async function endFor(ports: Ports, relay: Relay, invite: Invite | null): Promise<boolean> {
  const agreed = whoAgreed(relay);
  const status = agreed ? await agreedAlready(ports, relay, agreed) : 'overtaken';
  const who = invite?.decision?.by;
  return endRelay(ports, relay, status, status === 'overtaken' && who ? { who } : {});
}

/**
 * Refers the colleague who said yes, in the asker's name and with the asker's texts. The referral has the relay's id:
 * there is one at most, and none after the asker has undone it, or another one that they made since the yes. A rule
 * that forbids it ends the relay.
 * @returns false when the relay has changed since it was read
 */
async function agree(ports: Ports, relay: Relay, invite: Invite, index: number): Promise<boolean> {
  const ask = relay.asks[index];
  if (!ask) return true;
  if (await wasReferredSinceYes(ports, relay, invite)) return endFor(ports, relay, invite);
  const { reasonId, noteToColleague, noteToClient } = relay;
  const words = { reasonId, ...(noteToColleague && { noteToColleague }), ...(noteToClient && { noteToClient }) };
  const by = { tenantId: relay.tenantId, slackUserId: relay.from.slackUserId, name: relay.from.name };
  try {
    const colleague = { kind: 'member', slackUserId: ask.slackUserId } as const;
    await referInvite(ports, by, invite.id, { ...words, colleague }, relay.id);
    return await endRelay(ports, relay, 'agreed');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = await agreedAlready(ports, relay, ask);
    const now = await ports.invites.get(invite);
    if (now?.status !== 'open') return endFor(ports, relay, now);
    return endRelay(ports, relay, status, status === 'overtaken' ? { detail: error.code } : {});
  }
}

/** Tells whether the invite was referred after the yes: it is open again because that was taken back. */
async function wasReferredSinceYes({ referrals }: Ports, { history }: Relay, invite: Invite): Promise<boolean> {
  const said = history.findLast(({ what }) => what === 'yes');
  const latest = await referrals.ofInvite(invite.tenantId, invite.id);
  return said !== undefined && latest !== null && latest.createdAt >= said.at;
}

/**
 * Detects a referral that another worker, or one that crashed, has made for this relay. One by an earlier release,
 * which gave it an id of its own, is recognised by its colleague.
 */
async function agreedAlready(ports: Ports, relay: Relay, { slackUserId }: Ask): Promise<RelayStatus> {
  const { tenantId, inviteId } = relay;
  if (await ports.referrals.get(relay)) return 'agreed';
  const referral = await ports.referrals.ofInvite(tenantId, inviteId);
  const isWanted = referral?.to.slackUserId === slackUserId && referral.status !== 'undone';
  return isWanted ? 'agreed' : 'overtaken';
}
