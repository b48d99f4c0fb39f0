import { AsyncLocalStorage } from 'node:async_hooks';
import { acceptInvite } from '../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../src/domain/deciding/report-handoff-done.js';
import { takeBackDecision } from '../../src/domain/deciding/take-back-decision.js';
import { MarketplaceRefusal, Refusal } from '../../src/domain/model/errors.js';
import type { InvitationStatus, ProposalStatus } from '../../src/domain/model/event/event.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Marketplace, Ports } from '../../src/domain/ports.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import type { ContractConfig } from '../../src/sources/contract/connection-config.js';
import { buildJob } from './factories.js';
import { Crash, mortal } from './hooked-ports.js';
import { type Disturbance, type MarketModel, marketModel } from './market-model.js';
import { memoryPorts } from './memory-ports.js';
import { ANA, BEN, CLEO, PEOPLE, populate } from './populated-agency.js';
import { dueWork, replayKillers, runOne, runWork } from './run-work.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Milliseconds longer than all retries together, and than the invites live. */
const LONG_ENOUGH = 7 * DAY;

const WHO = [ANA, BEN, CLEO];
const COLLEAGUES = [
  { kind: 'member', slackUserId: ANA.slackUserId },
  { kind: 'member', slackUserId: BEN.slackUserId },
  { kind: 'member', slackUserId: CLEO.slackUserId },
  { kind: 'person', personId: PEOPLE.dora.id, shown: PEOPLE.dora.name },
  { kind: 'person', personId: 'p-nobody', shown: 'Nobody' },
] as const;

/**
 * One thing that happens. Numbers that choose are taken modulo what there is; a `who` that is nobody is the invited
 * member; `dies` lets the process die on the way.
 */
export type Action =
  | { do: 'click'; what: Click; who: number; invite: number; colleague: number; dies?: number }
  | { do: 'webhook'; which: number; dies?: number }
  | { do: 'work'; which: number; dies?: number }
  | { do: 'change'; invite: number; to: InvitationStatus }
  | { do: 'propose'; invite: number; to: ProposalStatus }
  | { do: 'disturb'; kind: Disturbance; times: number }
  /** The marketplace does not return an invitation that Baton lacks, for so many calls, like a replica that lags. */
  | { do: 'hide'; times: number }
  | { do: 'slack'; kind: 'fails' | 'loses' }
  | { do: 'wait'; ms: number };

export type Click = 'accept' | 'decline' | 'refer' | 'undo' | 'handoff' | 'take back';

export type World = Awaited<ReturnType<typeof relayWorld>>;

/** A status of a document at a revision, as it was committed. */
interface Seen {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
}

/**
 * Creates an agency and its marketplace with two invites: one of Ana's that has an end, and one of Ben's for the same
 * job that has none.
 */
async function relayWorld(path: ContractConfig['path'] = 'native') {
  const seen = { invites: [] as Seen[], referrals: [] as Seen[] };
  const bare = memoryPorts();
  const market = marketModel({
    now: bare.clock.now,
    people: Object.values(PEOPLE),
    ours: ['p-ana', 'p-ben', 'p-cleo'],
  });
  const hidden = { times: 0 };
  const marketplace: Marketplace = {
    ...market,
    invitation: async (to, id) => {
      if (hidden.times === 0 || (await bare.invites.byExternalId(to.tenantId, id))) return market.invitation(to, id);
      hidden.times -= 1;
      throw new MarketplaceRefusal('invitation-not-found', 'There is no such invitation.');
    },
  };
  const ports = { ...watched(bare, seen), clock: bare.clock, messenger: bare.messenger, marketplace };
  await populate(ports, { path });
  const job = buildJob({ id: 'job-1' });
  market.invite(PEOPLE.ana, job, new Date(bare.clock.now().getTime() + DAY));
  market.invite(PEOPLE.ben, job);
  return { ports, market, hidden, seen, path, delivered: new Set<number>() };
}

/**
 * The starting states: nothing received; both invites on their cards; Ana's referred to Cleo and held; sent to Cleo;
 * sent to Dora, who is outside the agency.
 */
export const STARTS = ['empty', 'invited', 'held', 'let go', 'let go outside'] as const;

export async function world(start: (typeof STARTS)[number], path: ContractConfig['path']): Promise<World> {
  const here = await relayWorld(path);
  if (start === 'empty') return here;
  for (const index of [0, 1]) await deliver(here, index, here.ports);
  await runWork(here.ports);
  if (start === 'invited') return here;
  const colleague = COLLEAGUES.findIndex(({ kind }) => kind === (start === 'let go outside' ? 'person' : 'member'));
  await happen(here, { do: 'click', what: 'refer', who: 0, invite: 0, colleague: Math.max(colleague, 2) });
  await runWork(here.ports, { withinMs: start === 'held' ? 0 : MINUTE });
  return here;
}

const transaction = new AsyncLocalStorage<(() => void)[]>();

/** Wraps ports so that every committed status is recorded; rolled-back ones are not. */
function watched(ports: Ports, seen: { invites: Seen[]; referrals: Seen[] }): Ports {
  const note = <Doc extends Seen>(list: Seen[], doc: Doc | null): Doc | null => {
    const entry = doc && { id: doc.id, revision: doc.revision, status: doc.status };
    const write = () => void (entry && list.push(entry));
    const waiting = transaction.getStore();
    if (waiting) waiting.push(write);
    else write();
    return doc;
  };
  return {
    ...ports,
    atomically: async (change) => {
      if (transaction.getStore()) return ports.atomically(change);
      let writes: (() => void)[] = [];
      const result = await ports.atomically(() => {
        writes = [];
        return transaction.run(writes, change);
      });
      for (const write of writes) write();
      return result;
    },
    invites: {
      ...ports.invites,
      insert: async (invite) => {
        await ports.invites.insert(invite);
        note(seen.invites, invite);
      },
      advance: async (...args) => note(seen.invites, await ports.invites.advance(...args)),
    },
    referrals: {
      ...ports.referrals,
      insert: async (referral) => {
        await ports.referrals.insert(referral);
        note(seen.referrals, referral);
      },
      advance: async (...args) => note(seen.referrals, await ports.referrals.advance(...args)),
    },
  };
}

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** Carries out one action, through `through` where a process of Baton's does it. */
export async function happen(world: World, action: Action, through: Ports = world.ports): Promise<void> {
  const { ports, market } = world;
  ports.clock.advance(1);
  const process = 'dies' in action && action.dies !== undefined ? mortal(through, action.dies) : through;
  switch (action.do) {
    case 'click':
      return survive(() => click(world, action, process));
    case 'webhook':
      return survive(() => deliver(world, action.which % market.outbox.length, process));
    case 'work': {
      const item = at(await dueWork(ports), action.which);
      if (item) await runOne(item.work.job, item.ref, process);
      return;
    }
    case 'change':
      return void market.change(at(ids(market), action.invite) ?? '', action.to);
    case 'propose':
      return void market.propose(at(ids(market), action.invite) ?? '', action.to);
    case 'disturb':
      return market.disturb(action.kind, action.times);
    case 'hide':
      world.hidden.times = action.times;
      return;
    case 'slack':
      if (action.kind === 'fails') ports.messenger.failNext(new Error('Slack is down'));
      else ports.messenger.loseAnswer();
      return;
    case 'wait':
      return ports.clock.advance(action.ms);
  }
}

const ids = (market: MarketModel) => [...market.invitations.keys()];

/** Runs an action and ignores refusals and the death of its process. */
async function survive(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Crash)) throw error;
  }
}

async function deliver(world: World, index: number, process: Ports): Promise<void> {
  const webhook = world.market.outbox[index];
  if (!webhook) return;
  await storeEvent(process, 'T1', webhook.webhookId, webhook.event);
  world.delivered.add(index);
}

async function click(world: World, action: Action & { do: 'click' }, process: Ports): Promise<unknown> {
  const invite = await world.ports.invites.byExternalId('T1', at(ids(world.market), action.invite) ?? '');
  if (!invite) return;
  const addressee = WHO.find(({ slackUserId }) => slackUserId === invite.invitee.slackUserId) ?? ANA;
  const by = WHO[action.who] ?? addressee;
  switch (action.what) {
    case 'accept':
      return acceptInvite(process, by, invite.id);
    case 'decline':
      return declineInvite(process, by, invite.id, { reasonId: 'busy' });
    case 'refer':
      return referInvite(process, by, invite.id, {
        colleague: at(COLLEAGUES, action.colleague) ?? COLLEAGUES[0],
        reasonId: 'busy',
        noteToColleague: 'Yours?',
      });
    case 'undo':
      return undo(world, by, invite, process);
    case 'handoff':
      return handOver(world, by, invite, process);
    case 'take back':
      return takeBackDecision(process, by, invite.id);
  }
}

async function undo({ ports }: World, by: Actor, invite: Invite, process: Ports): Promise<unknown> {
  const referral = await ports.referrals.ofInvite('T1', invite.id);
  return referral && undoReferral(process, by, referral.id);
}

/** Acts as an honest member: enters the decision on the marketplace, and then reports it done. */
async function handOver({ ports, market, path }: World, by: Actor, invite: Invite, process: Ports): Promise<unknown> {
  if (path === 'native') return reportHandoffDone(process, by, invite.id);
  if (invite.decision?.by !== by.slackUserId) return;
  const referral = await ports.referrals.ofInvite('T1', invite.id);
  if (invite.status === 'referred' && referral?.status !== 'awaiting-handoff') return;
  const done = market.change(invite.externalId, invite.status === 'accepted' ? 'accepted' : 'declined');
  return done && reportHandoffDone(process, by, invite.id);
}

/**
 * Lets the world settle: every webhook arrives, all services work, an operator replays work that was given up because
 * its workers died, and time passes.
 */
export async function settle(world: World, pick: (count: number) => number = () => 0): Promise<void> {
  const { ports } = world;
  for (let missing = undelivered(world); missing.length > 0; missing = undelivered(world)) {
    await deliver(world, missing[pick(missing.length) % missing.length] ?? 0, ports);
    if (pick(2) === 1) await runWork(ports, { pick });
  }
  await runWork(ports, { pick, withinMs: LONG_ENOUGH });
  // the last of them may have died in a lease that has only now ended
  const replayed = await replayKillers(ports);
  if (replayed.length > 0 || undelivered(world).length > 0) await settle(world, pick);
}

const undelivered = ({ market, delivered }: World): number[] =>
  market.outbox.map((_, index) => index).filter((index) => !delivered.has(index));

export const allInvites = async ({ ports, market }: World): Promise<Invite[]> =>
  (await Promise.all(ids(market).map((id) => ports.invites.byExternalId('T1', id)))).filter((one) => one !== null);

export const allReferrals = async ({ ports }: World): Promise<Referral[]> =>
  (
    await Promise.all(
      WHO.map(({ slackUserId }) => ports.referrals.page('T1', { side: 'sent', slackUserId, limit: 1000 })),
    )
  ).flat();
