import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { declineInvite } from '../../src/domain/deciding/decline-invite.js';
import { Refusal } from '../../src/domain/model/errors.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import type { Person } from '../../src/domain/model/person/person.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Ports } from '../../src/domain/ports.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../src/domain/referring/undo-referral.js';
import {
  buildActor,
  buildConnection,
  buildJob,
  buildPerson,
  buildProfile,
  buildSettings,
  buildTenant,
} from '../support/factories.js';
import { Crash, mortal } from '../support/hooked-ports.js';
import { marketModel } from '../support/market-model.js';
import { memoryPorts } from '../support/memory-ports.js';
import { propertyRuns } from '../support/property-runs.js';
import { dueWork, runOne, runWork } from '../support/run-work.js';

const NAMES = ['Ana', 'Ben', 'Cem', 'Dan', 'Eva', 'Fay'];
const TEAM: readonly [Actor, Person][] = NAMES.map((name) => [
  buildActor({ slackUserId: `U${name}`, name }),
  buildPerson({ id: `p-${name}`, name, email: `${name}@agency.example` }),
]);
const job = buildJob({ id: 'job-1' });

const dies = fc.option(fc.nat({ max: 30 }), { freq: 5, nil: undefined });
const member = fc.nat({ max: NAMES.length - 1 });
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('refer' as const), who: member, to: member, dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'decline' as const), who: member, dies }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), dies }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work' as const), which: fc.nat({ max: 20 }), dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refuse' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hand on' as const), to: member }) },
);
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

type World = Awaited<ReturnType<typeof world>>;

async function world(maxChain: number) {
  const bare = memoryPorts();
  const people = TEAM.map(([, person]) => person);
  const market = marketModel({ now: bare.clock.now, people, ours: people.map(({ id }) => id) });
  const ports = { ...bare, marketplace: market };
  await ports.tenants.install(buildTenant({ settings: buildSettings({ maxChain, undoSeconds: 60, nudgeHours: [] }) }));
  await ports.connections.save(buildConnection());
  await ports.members.save(
    'T1',
    TEAM.map(([{ slackUserId, name }]) => buildProfile({ slackUserId, name })),
  );
  for (const [{ slackUserId }, person] of TEAM)
    await ports.members.link('T1', slackUserId, [{ ...person, linkedBy: 'hand' }]);
  const [, first] = TEAM[0] ?? [];
  if (first) market.invite(first, job);
  return { ports, market, maxChain, delivered: 0 };
}

async function happen(here: World, one: Action): Promise<void> {
  const { ports, market } = here;
  ports.clock.advance(1);
  if (one.do === 'refuse') return market.disturb('down', 40);
  if (one.do === 'settle') return settle(here);
  if (one.do === 'hand on') return handOn(here, one.to);
  const process = one.dies === undefined ? ports : mortal(ports, one.dies);
  try {
    await act(process, one, here);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Crash)) throw error;
  }
}

async function act(process: Ports, one: Action, here: World): Promise<unknown> {
  const { ports, market } = here;
  if ('who' in one) {
    const [by] = TEAM[one.who] ?? [];
    const invite = by && (await newest(ports, by));
    if (!by || !invite) return;
    if (one.do === 'decline') return declineInvite(process, by, invite.id, { reasonId: 'busy' });
    const referral = await ports.referrals.ofInvite('T1', invite.id);
    if (one.do === 'undo') return referral && undoReferral(process, by, referral.id);
    const slackUserId = TEAM['to' in one ? one.to : 0]?.[0].slackUserId ?? '';
    return referInvite(process, by, invite.id, { colleague: { kind: 'member', slackUserId }, reasonId: 'busy' });
  }
  if (one.do === 'pass') {
    const next = market.outbox[here.delivered];
    if (!next) return;
    await storeEvent(process, 'T1', next.webhookId, next.event);
    here.delivered += 1;
  }
  if (one.do !== 'work') return;
  const due = await dueWork(ports);
  const item = due[one.which % due.length];
  return item && runOne(item.work.job, item.ref, process);
}

async function invitesOf({ invites }: Ports): Promise<Invite[]> {
  const found = await Promise.all((await invites.ofJob('T1', job.id)).map((one) => invites.get(one)));
  return found.filter((one) => one !== null);
}

const newest = async (ports: Ports, { slackUserId }: Actor): Promise<Invite | undefined> =>
  (await invitesOf(ports)).filter(({ invitee }) => invitee.slackUserId === slackUserId).at(-1);

/** Whoever holds the job last refers somebody, and it arrives. */
async function handOn(here: World, to: number): Promise<void> {
  await settle(here);
  const open = (await here.ports.invites.ofJob('T1', job.id)).find(({ status }) => status === 'open');
  const who = TEAM.findIndex(([{ slackUserId }]) => slackUserId === open?.invitee.slackUserId);
  if (who >= 0) await happen(here, { do: 'refer', who, to, dies: undefined });
  await settle(here);
}

/** Everything due is done, and every webhook arrives. */
async function settle(here: World): Promise<void> {
  const { ports, market } = here;
  await runWork(ports, { withinMs: 120_000 });
  for (; here.delivered < market.outbox.length; here.delivered += 1) {
    const { webhookId, event } = market.outbox[here.delivered] ?? {};
    if (webhookId && event) await storeEvent(ports, 'T1', webhookId, event);
    await runWork(ports);
  }
}

const stands = ({ status }: Referral) => status !== 'undone' && status !== 'failed';
const ids = (referrals: readonly { id: string }[]) => referrals.map(({ id }) => id);

/** The referrals that stand are one chain: no longer than allowed, nobody in it twice, and its last link has the slot. */
async function expectOneChain({ ports, maxChain }: World): Promise<void> {
  const all = await ports.referrals.ofJob('T1', job.id);
  const chain = all.filter(stands).sort((a, b) => a.chain.length - b.chain.length);
  expect(chain.length).toBeLessThanOrEqual(maxChain);
  expect(ids(all.filter(({ takesSlot }) => takesSlot))).toEqual(ids(chain.slice(-1)));
  for (const [index, { chain: before, from, to }] of chain.entries()) {
    expect(before.map(({ referralId }) => referralId)).toEqual(ids(chain.slice(0, index)));
    expect(chain[index + 1]?.from.slackUserId ?? to.slackUserId).toBe(to.slackUserId);
    expect(before.map(({ slackUserId }) => slackUserId)).not.toContain(from.slackUserId);
  }
  const passedBy = [...chain.map(({ from }) => from.slackUserId), ...chain.slice(-1).map(({ to }) => to.slackUserId)];
  expect(new Set(passedBy).size).toBe(passedBy.length);
  for (const invite of await invitesOf(ports)) {
    const links = invite.chain.map(({ slackUserId }) => slackUserId);
    expect(links).not.toContain(invite.invitee.slackUserId);
    expect(new Set(links).size).toBe(links.length);
  }
}

test('a job goes along one chain, which never turns back, however members, crashes and refusals mix', async () => {
  let longest = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(action, { maxLength: 40, size: 'max' }),
      async (maxChain, actions) => {
        const here = await world(maxChain);
        await settle(here);
        for (const one of actions) {
          await happen(here, one);
          await expectOneChain(here);
        }
        await settle(here);
        await expectOneChain(here);
        longest = Math.max(longest, (await here.ports.referrals.ofJob('T1', job.id)).filter(stands).length);
      },
    ),
    { numRuns: propertyRuns(20) },
  );
  expect(longest).toBeGreaterThan(1);
});
