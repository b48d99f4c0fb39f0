import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMessageContent } from '../../src/domain/announcing/read-message-content.js';
import { answerAsk } from '../../src/domain/asking/answer-ask.js';
import { askColleagues } from '../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../src/domain/asking/cancel-relay.js';
import { acceptInvite } from '../../src/domain/deciding/accept-invite.js';
import { Refusal } from '../../src/domain/model/errors.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import { overtakenBy, type Relay } from '../../src/domain/model/relay/relay.js';
import type { Ports } from '../../src/domain/ports.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import { buildInvite, buildProfile } from '../support/factories.js';
import { Crash, mortal } from '../support/hooked-ports.js';
import type { MemoryPorts } from '../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, CLEO, PEOPLE } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { dueWork, replayKillers, runOne, runWork } from '../support/run-work.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TEAM: readonly Actor[] = [BEN, CLEO, ADMIN];

const dies = fc.option(fc.nat({ max: 30 }), { freq: 4, nil: undefined });
const who = fc.nat({ max: 2 });
const action = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), first: who, many: who, dies }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), who, yes: fc.boolean(), dies }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('work' as const), which: fc.nat({ max: 20 }), dies }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'accept' as const, 'undo' as const), dies }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), dies }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 10, 30, 31, 90) }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

interface World {
  readonly ports: MemoryPorts;
  readonly invite: Invite;
  /** Every round, in order. */
  readonly relays: string[];
}

async function world(expiresInMinutes: number): Promise<World> {
  const ports = await agency({ settings: { undoSeconds: 60, nudgeHours: [], digest: false } });
  await ports.members.save('T1', [
    buildProfile({ slackUserId: ADMIN.slackUserId, name: ADMIN.name, email: 'ada@agency.example' }),
  ]);
  const invite = buildInvite({
    invitee: { person: PEOPLE.ana, slackUserId: 'UANA' },
    expiresAt: new Date(ports.clock.now().getTime() + expiresInMinutes * MINUTE),
  });
  await ports.invites.insert(invite);
  return { ports, invite, relays: [] };
}

async function happen({ ports, invite, relays }: World, one: Action): Promise<void> {
  ports.clock.advance(1);
  if (one.do === 'wait') return ports.clock.advance(one.minutes * MINUTE);
  const process = one.dies === undefined ? ports : mortal(ports, one.dies);
  const current = await ports.relays.ofInvite('T1', invite.id);
  try {
    await act(process, one, { ports, invite, relays }, current);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Crash)) throw error;
  }
  const after = await ports.relays.ofInvite('T1', invite.id);
  if (after && !relays.includes(after.id)) relays.push(after.id);
}

async function act(process: Ports, one: Action, { ports, invite }: World, relay: Relay | null): Promise<unknown> {
  switch (one.do) {
    case 'ask': {
      const order = [0, 1, 2].map((step) => TEAM[(one.first + step) % 3]?.slackUserId ?? '');
      return askColleagues(process, ANA, invite.id, { colleagues: order.slice(0, one.many + 1), reasonId: 'busy' });
    }
    case 'answer':
      return relay && answerAsk(process, TEAM[one.who] ?? BEN, relay.id, one.yes ? 'yes' : 'no');
    case 'cancel':
      return relay && cancelRelay(process, ANA, relay.id);
    case 'accept':
      return acceptInvite(process, ANA, invite.id);
    case 'undo': {
      const referral = await ports.referrals.ofInvite('T1', invite.id);
      return referral && undoReferral(process, ANA, referral.id);
    }
    case 'withdraw': {
      const data = { id: invite.externalId, status: 'withdrawn', changedAt: ports.clock.now() } as const;
      return storeEvent(process, 'T1', 'withdrawn', { type: 'invitation.status_changed', data });
    }
    case 'work': {
      const due = await dueWork(ports);
      const item = due[one.which % due.length];
      return item && runOne(item.work.job, item.ref, process);
    }
    case 'wait':
  }
}

const stands = ({ status }: Referral) => status !== 'undone' && status !== 'failed';

/** What holds at any time. */
async function expectSound({ ports, invite, relays }: World): Promise<void> {
  const referrals = await ports.referrals.ofJob('T1', invite.job.id);
  expect(referrals.filter(stands).length).toBeLessThanOrEqual(1);
  const rounds = await Promise.all(relays.map((id) => ports.relays.get({ tenantId: 'T1', id })));
  expect(rounds.filter((relay) => relay?.status === 'asking').length).toBeLessThanOrEqual(1);
  for (const relay of rounds) if (relay) expectInOrder(relay, invite, referrals);
  expect(referrals.length).toBeLessThanOrEqual(rounds.filter((relay) => relay?.asks.some(saidYes)).length);
}

const saidYes = ({ answer }: Relay['asks'][number]) => answer === 'yes';

/** Nobody was asked before those in front of them had their time, and nobody after a yes or beyond the deadline. */
function expectInOrder(relay: Relay, { expiresAt = new Date(0) }: Invite, referrals: readonly Referral[]): void {
  const { asks, status } = relay;
  expect(asks.filter(saidYes).length).toBeLessThanOrEqual(1);
  for (const [index, { until, answer }] of asks.entries()) {
    if (!until) expect(answer).toBeUndefined();
    if (until) expect(until.getTime()).toBeLessThan(expiresAt.getTime());
    const before = asks[index - 1];
    if (until && before) expect(['no', 'no-answer']).toContain(before.answer);
  }
  const agreed = asks.find(saidYes);
  if (status === 'agreed') expect(referrals.map(({ to }) => to.slackUserId)).toContain(agreed?.slackUserId);
  if (status === 'exhausted' || status === 'cancelled') expect(agreed).toBeUndefined();
}

/** What holds once nothing happens any more: everybody who was asked, and the asker, sees how it ended. */
async function expectSettled(here: World): Promise<void> {
  await expectSound(here);
  const { ports, relays } = here;
  for (const id of relays) {
    const relay = await ports.relays.get({ tenantId: 'T1', id });
    if (!relay) throw new Error('a round is gone');
    expect(relay.status).not.toBe('asking');
    const news = ports.sent.filter((message) => message.id.startsWith(`relay-news.${id}.`));
    const knows = relay.status === 'overtaken' && overtakenBy(relay) === 'UANA';
    expect(news.map((message) => message.id)).toEqual(knows ? [] : [`relay-news.${id}.${relay.status}.UANA`]);
    for (const { slackUserId, until } of relay.asks) {
      const shown = ports.sent.filter((message) => message.id === `relay-ask.${id}.asked.${slackUserId}`);
      expect(shown.length).toBeLessThanOrEqual(until ? 1 : 0);
      for (const { id: messageId, content } of shown) {
        const message = await ports.messages.get({ tenantId: 'T1', id: messageId });
        const truth = message && (await readMessageContent(ports, message));
        expect(content).toMatchObject({ relay: { revision: (truth as { relay: Relay }).relay.revision } });
      }
    }
  }
}

test('a soft ask keeps its promises, however answers, time-outs, stops, deadlines and crashes mix', async () => {
  const story = fc.array(action, { maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(20, 45, 100, 10_000), story, async (expiresIn, actions) => {
      const here = await world(expiresIn);
      await happen(here, { do: 'ask', first: 0, many: 2, dies: undefined });
      for (const one of actions) {
        await happen(here, one);
        await expectSound(here);
      }
      await runWork(here.ports, { withinMs: 8 * DAY });
      await replayKillers(here.ports);
      await runWork(here.ports, { withinMs: 8 * DAY });
      await expectSettled(here);
    }),
    { numRuns: propertyRuns(20) },
  );
});
