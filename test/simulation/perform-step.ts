import { answerAsk } from '../../src/domain/asking/answer-ask.js';
import { askColleagues } from '../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../src/domain/asking/cancel-relay.js';
import { acceptInvite } from '../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../src/domain/deciding/decline-invite.js';
import { Refusal } from '../../src/domain/model/errors.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { Ports } from '../../src/domain/ports.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import { buildJob } from '../support/factories.js';
import { ANA, BEN, CLEO, PEOPLE } from '../support/populated-agency.js';
import type { Press, Step } from './history.js';
import { TENANTS, type World } from './world.js';

/** The result of a press, as its member saw it. */
export interface Click {
  readonly tenantId: string;
  readonly what: Press;
  readonly inviteId: string;
  readonly at: number;
  /** `unanswered`: its process died, or stands still. */
  answer: 'done' | 'refused' | 'failed' | 'unanswered';
  /** The id of the decision or of the referral that was answered to be done. */
  key?: string | undefined;
}

const TEAM = [ANA, BEN, CLEO] as const;
const PERSONS = [PEOPLE.ana, PEOPLE.ben, PEOPLE.cleo] as const;
const COLLEAGUES = [
  { kind: 'member', slackUserId: ANA.slackUserId },
  { kind: 'member', slackUserId: BEN.slackUserId },
  { kind: 'member', slackUserId: CLEO.slackUserId },
  { kind: 'person', personId: PEOPLE.dora.id, shown: PEOPLE.dora.name },
  { kind: 'person', personId: PEOPLE.dora.id, shown: PEOPLE.dora.name },
] as const;

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** Lets a step of the history happen. */
export function happen(world: World, clicks: Click[], step: Step): void {
  const { faults, queue, workers, tell } = world;
  const tenantId = TENANTS[step.tenant] ?? 'T1';
  const { tenant: _, afterMs: __, ...what } = step;
  switch (step.do) {
    case 'invite':
    case 'change':
    case 'propose':
      moveMarket(world, tenantId, step);
      break;
    case 'press':
      press(world, clicks, tenantId, step);
      break;
    case 'fault':
      tell('fault', `for request ${step.skip} from now of ${step.aim}: ${JSON.stringify(step.fault)}`);
      faults.arm(step);
      break;
    case 'outage':
    case 'limit':
    case 'hide':
    case 'refuse token':
      tell('fault', `of ${tenantId}: ${JSON.stringify(what)}`);
      faults.begin(step);
      break;
    case 'poison':
      tell('fault', `the next event of ${tenantId} kills every worker that processes it`);
      world.poisoned.add(`${tenantId} next`);
      break;
    case 'queue':
      disturbQueue(queue, step);
      break;
    case 'kill':
      at(workers, step.process)?.process.kill();
      break;
    case 'pause':
      at(workers, step.process)?.process.pause(step.ms, step.asleep);
      break;
    case 'set clock':
      at(workers, step.process)?.process.setClock(step.byMs);
      break;
  }
}

/** Something happens on the marketplace itself. */
function moveMarket(
  { time, markets, tell }: World,
  tenantId: string,
  step: Step & { do: 'invite' | 'change' | 'propose' },
): void {
  const market = markets[tenantId];
  if (!market) return;
  if (step.do === 'invite') {
    const expiresAt = step.expiresInMs > 0 ? new Date(time.now() + step.expiresInMs) : undefined;
    const person = at(PERSONS, step.person) ?? PEOPLE.ana;
    const id = market.invite(person, buildJob({ id: `job-${step.job + 1}` }), expiresAt);
    tell(
      `market ${tenantId}`,
      `invites ${person.name} to job-${step.job + 1}: ${id}, for ${step.expiresInMs || 'endless'} ms`,
    );
    return;
  }
  const id = at([...market.invitations.keys()], step.invite);
  const isDone = id && (step.do === 'change' ? market.change(id, step.to) : market.propose(id, step.to));
  tell(`market ${tenantId}`, `${step.do}s ${id} to ${step.to}${isDone ? '' : ', which is impossible'}`);
}

function disturbQueue(queue: World['queue'], { what, much }: Step & { do: 'queue' }): void {
  if (what === 'forget') queue.forget();
  else if (what === 'repeat') queue.repeat(much + 1);
  else queue.away(much * 1000);
}

/** A member presses a button of the card or the message that they see. */
function press(world: World, clicks: Click[], tenantId: string, step: Step & { do: 'press' }): void {
  const { store, time, tell } = world;
  const invites = [...store.tables.invite.values()].filter((one) => one.tenantId === tenantId);
  const invite = at(invites, step.invite);
  const { process, ports } = world.bot();
  if (!invite || !process.isAlive()) return;
  const by = presser(world, invite, step);
  const click: Click = { tenantId, what: step.what, inviteId: invite.id, at: time.now(), answer: 'unanswered' };
  clicks.push(click);
  const who = `${by.name} of ${tenantId}`;
  tell(who, `presses ${step.what} on ${invite.externalId}`);
  process.deliver(() => {
    act(world, ports, by, invite, step).then(
      (key) => {
        Object.assign(click, { answer: 'done', key });
        tell(who, `sees that ${step.what} on ${invite.externalId} is done`);
      },
      (error: unknown) => {
        click.answer = error instanceof Refusal ? 'refused' : 'failed';
        tell(who, `sees that ${step.what} on ${invite.externalId} is ${click.answer}: ${error}`);
      },
    );
  });
}

const latestRelay = ({ store }: World, { tenantId, id }: Invite) =>
  [...store.tables.relay.values()].findLast((one) => one.tenantId === tenantId && one.inviteId === id);

const latestReferral = ({ store }: World, { tenantId, id }: Invite) =>
  [...store.tables.referral.values()].findLast((one) => one.tenantId === tenantId && one.inviteId === id);

/** The addressee or the asked colleague, or sometimes somebody else. */
function presser(world: World, invite: Invite, { what, who }: Step & { do: 'press' }): Actor {
  const { tenantId } = invite;
  const asked = latestRelay(world, invite)?.asks.findLast(({ until, answer }) => until && !answer)?.slackUserId;
  const expected = what === 'yes' || what === 'no' ? asked : invite.invitee.slackUserId;
  return { ...(TEAM[who] ?? TEAM.find(({ slackUserId }) => slackUserId === expected) ?? ANA), tenantId };
}

/** @returns the id of what goes out */
async function act(
  world: World,
  ports: Ports,
  by: Actor,
  invite: Invite,
  step: Step & { do: 'press' },
): Promise<string | undefined> {
  switch (step.what) {
    case 'accept':
      return (await acceptInvite(ports, by, invite.id)).decision?.id;
    case 'decline':
      return (await declineInvite(ports, by, invite.id, { reasonId: 'busy' })).decision?.id;
    case 'refer': {
      const colleague = at(COLLEAGUES, step.colleague) ?? COLLEAGUES[0];
      return (await referInvite(ports, by, invite.id, { colleague, reasonId: 'busy' })).id;
    }
    case 'undo': {
      const referral = latestReferral(world, invite);
      if (referral) await undoReferral(ports, by, referral.id);
      return undefined;
    }
    case 'ask': {
      const others = TEAM.filter(({ slackUserId }) => slackUserId !== by.slackUserId).map(
        ({ slackUserId }) => slackUserId,
      );
      await askColleagues(ports, by, invite.id, { colleagues: others, reasonId: 'busy' });
      return undefined;
    }
    case 'yes':
    case 'no':
    case 'stop asking': {
      const relay = latestRelay(world, invite);
      if (relay && step.what === 'stop asking') await cancelRelay(ports, by, relay.id);
      else if (relay) await answerAsk(ports, by, relay.id, step.what === 'yes' ? 'yes' : 'no');
      return undefined;
    }
  }
}

/** Milliseconds after which a marketplace sends a webhook again that was not answered. */
const UNANSWERED_MS = 15_000;

/** The longest way of a webhook in milliseconds: most are quick, some take a minute. */
const WAYS_MS = [300, 300, 300, 2000, 60_000];

/** Sends what the marketplaces have to tell, in any order, until each is answered, and some twice. */
export function webhookSender(world: World): () => void {
  const { time, noise, markets, poisoned, tell } = world;
  const sent = new Map<string, number>(TENANTS.map((id) => [id, 0]));

  function send(tenantId: string, webhookId: string, index: number): void {
    const webhook = markets[tenantId]?.outbox[index];
    if (!webhook) return;
    const { process, ports } = world.bot();
    let isAnswered = false;
    const again = (ms: number) => time.at(time.now() + ms, () => send(tenantId, webhookId, index));
    time.at(time.now() + UNANSWERED_MS, () => {
      if (!isAnswered) send(tenantId, webhookId, index);
    });
    process.deliver(() => {
      storeEvent(ports, tenantId, webhookId, webhook.event).then(
        (outcome) => {
          if (!isAnswered && outcome === 'new' && noise(5) < 0.1) again(noise(6) * 20_000);
          isAnswered = true;
          tell(`market ${tenantId}`, `hears that ${webhookId} is ${outcome}`);
        },
        () => {},
      );
    });
  }

  return () => {
    for (const [tenantId, count] of sent) {
      const outbox = markets[tenantId]?.outbox ?? [];
      for (let index = count; index < outbox.length; index += 1) {
        const { webhookId = '', event } = outbox[index] ?? {};
        if (poisoned.delete(`${tenantId} next`)) poisoned.add(`${tenantId} ${webhookId}`);
        const status = event && 'status' in event.data ? event.data.status : '';
        tell(`market ${tenantId}`, `has ${webhookId} to tell: ${event?.type} ${status}`);
        const way = WAYS_MS[Math.floor(noise(5) * WAYS_MS.length)] ?? 0;
        time.at(time.now() + noise(6) * way, () => send(tenantId, webhookId, index));
      }
      sent.set(tenantId, outbox.length);
    }
  };
}
