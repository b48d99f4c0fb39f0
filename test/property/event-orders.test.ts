import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MarketplaceRefusal } from '../../src/domain/model/errors.js';
import type { InvitationStatus, MarketplaceEvent, ProposalStatus } from '../../src/domain/model/event/event.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { referInvite } from '../../src/domain/referring/refer-invite.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { buildInvitation, buildJob } from '../support/factories.js';
import { START } from '../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { runWork } from '../support/run-work.js';

const SECOND = 1000;
const DAY = 86_400_000;
const inDays = (days: number) => new Date(START.getTime() + days * DAY);

const job = buildJob({ id: 'job-1' });
const source = buildInvitation({ id: 'inv-1', job, freelancer: PEOPLE.ana, expiresAt: inDays(20) });
const received = buildInvitation({
  id: 'inv-2',
  job,
  freelancer: PEOPLE.cleo,
  expiresAt: inDays(20),
  referral: { fromInvitationId: 'inv-1', referredBy: { name: 'Ana Lopez' } },
});

const created = (data: typeof source): MarketplaceEvent => ({ type: 'invitation.created', data });
const status = (id: string, said: InvitationStatus): MarketplaceEvent => ({
  type: 'invitation.status_changed',
  data: { id, status: said, changedAt: START },
});
const proposal = (said: ProposalStatus, invitationId = 'inv-2'): MarketplaceEvent => ({
  type: 'proposal.status_changed',
  data: { id: `prop-${invitationId}`, invitationId, status: said, changedAt: START },
});

const STATUSES = ['open', 'accepted', 'declined', 'withdrawn', 'expired', 'archived'] as const;
const PROPOSALS = ['submitted', 'viewed', 'interviewed', 'hired', 'declined', 'withdrawn', 'archived'] as const;

/** Everything that the marketplace can tell of the colleague's invitation, and of the one that was passed on. */
const EVENTS: Readonly<Record<string, MarketplaceEvent>> = {
  ...Object.fromEntries(STATUSES.map((said) => [said, status('inv-2', said)])),
  ...Object.fromEntries(PROPOSALS.map((said) => [`proposal ${said}`, proposal(said)])),
  'told again': created(received),
  'told with a later deadline': created({ ...received, expiresAt: inDays(25) }),
  'told with a status': created({ ...received, status: 'declined' }),
  ...Object.fromEntries(STATUSES.map((said) => [`source ${said}`, status('inv-1', said)])),
  'source proposal submitted': proposal('submitted', 'inv-1'),
  'source proposal withdrawn': proposal('withdrawn', 'inv-1'),
  'source told with a later deadline': created({ ...source, expiresAt: inDays(25) }),
};
const NAMES = Object.keys(EVENTS);

/** How far the call that refers Cleo has come: on its way without an answer, answered, or failed. */
const STARTS = ['forwarding', 'forwarded', 'failed'] as const;

async function begin(start: (typeof STARTS)[number]) {
  const bare = await agency({ settings: { nudgeHours: [] } });
  const refuse = () => Promise.reject(new MarketplaceRefusal('invitation-not-found', ''));
  const down = () => Promise.reject(new Error('the answer was lost'));
  const calls = {
    forwarding: down,
    forwarded: () => Promise.resolve({ receivedExternalId: 'inv-2' }),
    failed: refuse,
  };
  const marketplace = { ...bare.marketplace, invitation: refuse, decline: calls[start] };
  const ports = { ...bare, marketplace };
  const heard = { times: 0 };
  const hear = async (event: MarketplaceEvent) => {
    heard.times += 1;
    await storeEvent(ports, 'T1', `msg_${heard.times}`, event);
    await runWork(ports);
    ports.clock.advance(SECOND);
  };
  await hear(created(source));
  const invite = await ports.invites.byExternalId('T1', 'inv-1');
  const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
  const { id } = await referInvite(ports, ANA, invite?.id ?? '', { colleague, reasonId: 'busy' });
  await runWork(ports, { withinMs: 61 * SECOND });
  const referral = async () => ports.referrals.get({ tenantId: 'T1', id });
  expect(await referral()).toMatchObject({ status: start });
  return { ports, hear, referral };
}

/** What is left of a history when nobody looks at when and in which order it was heard. */
async function endOf(start: (typeof STARTS)[number], history: readonly MarketplaceEvent[]) {
  const { ports, hear, referral } = await begin(start);
  for (const event of history) await hear(event);
  await runWork(ports, { withinMs: 3600 * SECOND });
  const onJob = await ports.invites.ofJob('T1', 'job-1');
  const invites = await Promise.all(onJob.map(({ id }) => ports.invites.get({ tenantId: 'T1', id })));
  const { status: state, milestones = [], receivedExternalId, takesSlot } = (await referral()) ?? {};
  const tallies = await ports.tallies.all('T1');
  expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
  expect((await ports.worklist.dead()).filter(({ work }) => work.job === 'receive-event')).toEqual([]);
  return {
    invites: invites
      .map((invite) => [invite?.externalId, invite?.status, invite?.expiresAt, invite?.decision?.by])
      .sort(),
    referral: { state, milestones: [...milestones].sort(), receivedExternalId, takesSlot },
    counts: tallies
      .flatMap(({ member, period, counts }) => Object.entries(counts).map(([count, by]) => [member, period, count, by]))
      .filter(([, , , by]) => by !== 0)
      .sort(),
    cards: ports.sent.filter(({ content }) => content.kind === 'invite-card').length,
  };
}

const eventOf = (name: string): MarketplaceEvent => {
  const event = EVENTS[name];
  if (!event) throw new Error(`there is no event ${name}`);
  return event;
};

test('of any two things that are told, and the invitation itself, every order ends the same', async () => {
  const itself = created(received);
  for (const [index, one] of NAMES.entries())
    for (const other of NAMES.slice(index)) {
      const [a, b] = [eventOf(one), eventOf(other)];
      const end = await endOf('failed', [itself, a, b]);
      expect({ one, other, ...(await endOf('failed', [b, a, itself, a])) }).toEqual({ one, other, ...end });
    }
});

test('of any history, told in any order, late and twice, the end is the same', async () => {
  const history = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 });
  const told = history.chain((names) => {
    const all = ['told again', ...names];
    return fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }));
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...STARTS), told, async (start, [straight, crooked]) => {
      expect(await endOf(start, crooked.map(eventOf))).toEqual(await endOf(start, straight.map(eventOf)));
    }),
    { numRuns: propertyRuns(20) },
  );
});
