import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { recordMilestone } from '../../../../src/domain/lifecycle/record-outcome.js';
import { MarketplaceRefusal } from '../../../../src/domain/model/errors.js';
import type {
  Invitation,
  InvitationStatus,
  MarketplaceEvent,
  ProposalStatus,
} from '../../../../src/domain/model/event/event.js';
import { TEAM } from '../../../../src/domain/model/tally/tally.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { rebuildTallies } from '../../../../src/domain/tallies/rebuild-tallies.js';
import { buildInvitation, buildInvite, buildJob } from '../../../support/factories.js';
import { Crash, dieAtEveryStep } from '../../../support/hooked-ports.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const toCleo = { colleague: { kind: 'member', slackUserId: CLEO.slackUserId }, reasonId: 'busy' } as const;
const toBen = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
const toDora = { colleague: { kind: 'person', personId: PEOPLE.dora.id, shown: 'Dora' }, reasonId: 'busy' } as const;

/** Ana referred somebody; the answer was lost, and the retry was refused, so that it counts as failed here. */
async function failed(wish: typeof toCleo | typeof toDora = toCleo) {
  const ports = await agency();
  const { expiresAt: _, ...source } = buildInvite({ externalId: 'inv-1', job: buildJob({ id: 'job-1' }) });
  await ports.invites.insert(source);
  await runWork(ports);
  const { id } = await referInvite(ports, ANA, source.id, wish);
  ports.marketplace.failNext(new Error('the answer was lost'));
  ports.marketplace.failNext(new MarketplaceRefusal('http-404', ''));
  await runWork(ports, { withinMs: 5 * MINUTE });
  const freelancer = wish === toDora ? PEOPLE.dora : PEOPLE.cleo;
  const referral = { fromInvitationId: 'inv-1', referredBy: { name: 'Ana Lopez' } };
  const { expiresAt: __, ...invitation } = buildInvitation({ id: 'inv-2', freelancer, referral, job: source.job });
  ports.marketplace.invitations.set('inv-2', invitation);
  let events = 0;
  const tell = async (event: MarketplaceEvent) => {
    events += 1;
    await storeEvent(ports, 'T1', `msg_${events}`, event);
    await runWork(ports);
  };
  const at = START;
  return {
    ports,
    source,
    invitation,
    created: (): Promise<void> => tell({ type: 'invitation.created', data: invitation satisfies Invitation }),
    say: (status: InvitationStatus, of = 'inv-2') =>
      tell({ type: 'invitation.status_changed', data: { id: of, status, changedAt: at } }),
    propose: (status: ProposalStatus) =>
      tell({ type: 'proposal.status_changed', data: { id: 'p', invitationId: 'inv-2', status, changedAt: at } }),
    referral: async () => ports.referrals.get({ tenantId: 'T1', id }),
    invite: async () => ports.invites.get(source),
    news: () => ports.sent.filter(({ content }) => content.kind === 'referral-news'),
    counts: async () => {
      const [team] = await ports.tallies.of('T1', TEAM, ['all']);
      return Object.fromEntries(Object.entries(team?.counts ?? {}).filter(([, value]) => value !== 0));
    },
  };
}

type World = Awaited<ReturnType<typeof failed>>;

const expectLifted = async ({ ports, referral, invite, news }: World, status: string) => {
  const lifted = await referral();
  expect(lifted).toMatchObject({ status, takesSlot: true });
  expect(lifted).not.toHaveProperty('trouble');
  expect(await invite()).toMatchObject({
    status: 'referred',
    decision: { kind: 'referred', by: 'UANA', referralId: lifted?.id, reasonId: 'busy' },
  });
  expect(await invite()).not.toHaveProperty('trouble');
  expect(news().find(({ id }) => id.endsWith('.failed'))?.content).toMatchObject({ referral: { status } });
  expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
  const [card] = ports.sent.filter(({ content }) => content.kind === 'invite-card');
  expect(card?.content).toMatchObject({ invite: { status: 'referred' }, referral: { status } });
};

describe('what failed here and was done there', () => {
  test('counts as failed, and its invite is open, until the marketplace tells', async () => {
    const { referral, invite, news, counts } = await failed();
    expect(await referral()).toMatchObject({ status: 'failed', takesSlot: false, trouble: { code: 'http-404' } });
    expect(await invite()).toMatchObject({ status: 'open', trouble: { code: 'http-404' } });
    expect(news().map(({ id }) => id.replace(/^.*\./, ''))).toEqual(['failed']);
    expect(await counts()).toEqual({ sent: 1, failed: 1 });
  });

  test('the colleague’s invitation lifts it: referral, invite, card, news and tallies', async () => {
    const world = await failed();
    await world.created();
    await expectLifted(world, 'forwarded');
    expect(await world.referral()).toMatchObject({ receivedExternalId: 'inv-2' });
    expect(world.news().map(({ id }) => id.replace(/^.*\./, ''))).toEqual(['failed', 'forwarded']);
    expect(await world.counts()).toEqual({ sent: 1, forwarded: 1 });
    const received = await world.ports.invites.byExternalId('T1', 'inv-2');
    expect(received).toMatchObject({ status: 'open', referredIn: { referralId: (await world.referral())?.id } });
  });

  test.each([
    ['accepted', (w: World) => w.say('accepted'), 'accepted', { sent: 1, forwarded: 1, seen: 1, accepted: 1 }],
    ['declined', (w: World) => w.say('declined'), 'declined', { sent: 1, forwarded: 1, seen: 1, declined: 1 }],
    ['withdrawn', (w: World) => w.say('withdrawn'), 'withdrawn', { sent: 1, forwarded: 1, withdrawn: 1 }],
    ['viewed', (w: World) => w.propose('viewed'), 'forwarded', { sent: 1, forwarded: 1, seen: 1 }],
    ['hired', (w: World) => w.propose('hired'), 'hired', { sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 }],
  ] as const)('so does what becomes of it, for ours and for somebody outside: %s', async (_, tell, status, counts) => {
    for (const wish of [toCleo, toDora]) {
      const world = await failed(wish);
      await tell(world);
      await expectLifted(world, status);
      expect(await world.counts()).toEqual(counts);
      await world.say('declined', 'inv-1');
      await tell(world);
      if (wish === toCleo) await world.created();
      await expectLifted(world, status);
      expect(await world.counts()).toEqual(counts);
    }
  });

  test.each(['accepted', 'declined'] as const)('although the member %s meanwhile, which cannot count', async (kind) => {
    const world = await failed();
    world.ports.marketplace.failNext(new Error('down'), 20);
    if (kind === 'accepted') await acceptInvite(world.ports, ANA, world.source.id);
    else await declineInvite(world.ports, ANA, world.source.id, { reasonId: 'busy' });
    await world.created();
    await expectLifted(world, 'forwarded');
    await runWork(world.ports, { withinMs: MINUTE });
    await expectLifted(world, 'forwarded');
  });

  test('in whatever order the source’s decline and the colleague’s invitation are told', async () => {
    const world = await failed();
    await world.say('declined', 'inv-1');
    expect(await world.invite()).toMatchObject({ status: 'declined', decision: { by: 'marketplace' } });
    await world.created();
    await expectLifted(world, 'forwarded');
  });

  test('but an acceptance that the marketplace confirmed stands', async () => {
    const { ports, source, created, invite, referral } = await failed();
    await acceptInvite(ports, ANA, source.id);
    await recordInvitationStatus(ports, 'T1', { id: 'inv-1', status: 'accepted', changedAt: START });
    await created();
    expect(await referral()).toMatchObject({ status: 'forwarded' });
    expect(await invite()).toMatchObject({ status: 'accepted' });
  });

  test('and another referral of the same invite goes on until the marketplace refuses it', async () => {
    const { ports, source, created, invite, referral } = await failed();
    const second = await referInvite(ports, ANA, source.id, toBen);
    await created();
    expect(await referral()).toMatchObject({ status: 'forwarded', takesSlot: false });
    expect(await invite()).toMatchObject({ status: 'referred', decision: { referralId: second.id } });
    const declined: Invitation = { ...buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana }), status: 'declined' };
    ports.marketplace.invitations.set('inv-1', declined);
    ports.marketplace.failNext(new MarketplaceRefusal('invitation-not-open', ''));
    await runWork(ports, { withinMs: MINUTE });
    expect(await ports.referrals.get(second)).toMatchObject({ status: 'failed', takesSlot: false });
    const first = await referral();
    expect(first).toMatchObject({ status: 'forwarded', takesSlot: true });
    expect(await invite()).toMatchObject({ status: 'referred', decision: { referralId: first?.id } });
    expect(await invite()).not.toHaveProperty('trouble');
    const [card] = ports.sent.filter(({ content }) => content.kind === 'invite-card');
    expect(card?.content).toMatchObject({ referral: { id: first?.id } });
  });

  test('along a chain: the slot moves on from the referral before', async () => {
    const world = await failed();
    const { ports, created } = world;
    await created();
    const received = await ports.invites.byExternalId('T1', 'inv-2');
    const onward = await referInvite(ports, CLEO, received?.id ?? '', toBen);
    ports.marketplace.failNext(new MarketplaceRefusal('http-404', ''));
    await runWork(ports, { withinMs: MINUTE });
    expect(await ports.referrals.get(onward)).toMatchObject({ status: 'failed', takesSlot: false });
    expect(await world.referral()).toMatchObject({ takesSlot: true });
    await recordMilestone(ports, onward, 'viewed', START);
    expect(await ports.referrals.get(onward)).toMatchObject({ status: 'forwarded', takesSlot: true });
    expect(await world.referral()).toMatchObject({ takesSlot: false });
  });

  test('all or nothing, whenever the process dies', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const world = await failed();
      const { ports, invitation } = world;
      await storeEvent(ports, 'T1', 'msg_a', { type: 'invitation.created', data: invitation });
      await runOne('receive-event', { tenantId: 'T1', id: 'msg_a' }, dying(ports)).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      const status = (await world.referral())?.status;
      expect((await world.invite())?.status).toBe(status === 'failed' ? 'open' : 'referred');
      await runWork(ports, { withinMs: MINUTE });
      await expectLifted(world, 'forwarded');
    });
    expect(steps).toBeGreaterThan(24);
  });

  test('that was never told is not posted afterwards', async () => {
    const ports = await agency();
    const source = buildInvite({ externalId: 'inv-1' });
    await ports.invites.insert(source);
    const { id } = await referInvite(ports, ANA, source.id, toCleo);
    ports.clock.advance(MINUTE);
    ports.marketplace.failNext(new MarketplaceRefusal('http-404', ''));
    await runOne('forward-referral', { tenantId: 'T1', id }, ports);
    const referral = { fromInvitationId: 'inv-1', referredBy: { name: 'Ana Lopez' } };
    const data = buildInvitation({ id: 'inv-2', freelancer: PEOPLE.cleo, referral });
    await storeEvent(ports, 'T1', 'msg_1', { type: 'invitation.created', data });
    await runOne('receive-event', { tenantId: 'T1', id: 'msg_1' }, ports);
    await runWork(ports);
    expect(ports.sent.map((message) => message.id).filter((one) => one.startsWith('news'))).toEqual([
      `news.${id}.forwarded`,
    ]);
  });
});
