import { describe, expect, test } from '@jest/globals';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../../src/domain/asking/cancel-relay.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { applyInvitationStatus } from '../../../../src/domain/lifecycle/apply-invitation-status.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import { leadClaim } from '../../../../src/domain/model/invite/identity-claims.js';
import type { Peer } from '../../../../src/domain/model/invite/invite.js';
import { MOST_COUNTED } from '../../../../src/domain/model/invite/peers.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { MESSAGE_IDS } from '../../../../src/domain/model/message/message-ids.js';
import { forgetMember } from '../../../../src/domain/people/forget-member.js';
import type { Ports } from '../../../../src/domain/ports.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvitation, buildJob, buildPerson, buildProfile } from '../../../support/factories.js';
import { mortal } from '../../../support/hooked-ports.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const job = buildJob({ id: 'job-1' });
const HOUR = 3_600_000;
const settle = (ports: MemoryPorts) => runWork(ports, { withinMs: 10_000 });

async function world() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const invite = (who: keyof typeof PEOPLE, given: Partial<Invitation> = {}) =>
    receiveInvite(ports, 'T1', buildInvitation({ id: `i-${who}`, job, freelancer: PEOPLE[who], ...given }));
  const peersOf = async (id: string) => (await ports.invites.byExternalId('T1', id))?.peers;
  const named = async (id: string) => (await peersOf(id))?.named.map(({ name, status }: Peer) => `${name} ${status}`);
  const edits = () => ports.sent.reduce((sum, { edits }) => sum + edits, 0);
  return { ports, invite, peersOf, named, edits };
}

const personOf = (index: number) =>
  buildPerson({ id: `p-${index}`, name: `Person ${index}`, email: `${index}@other.example` });

/** So many people work for the agency, too. */
const join = ({ members }: MemoryPorts, count: number) =>
  members.save(
    'T1',
    Array.from({ length: count }, (_, index) => {
      const { name, email = '' } = personOf(index);
      return buildProfile({ slackUserId: `U${index}`, name, email });
    }),
  );

describe('invites of one agency to one job', () => {
  test('know of each other, whichever came first and also when both come at once', async () => {
    for (const atOnce of [false, true]) {
      const { ports, invite, named } = await world();
      if (atOnce) await Promise.all([invite('ana'), invite('ben')]);
      else for (const who of ['ana', 'ben'] as const) await invite(who).then(() => settle(ports));
      await settle(ports);
      expect(await named('i-ana')).toEqual(['Ben Okoro open']);
      expect(await named('i-ben')).toEqual(['Ana Lopez open']);
      const leads = await ports.invites.holding('T1', [leadClaim(job.id)]);
      expect(leads).toHaveLength(1);
    }
  });

  test('that are alone cost no write and say nothing', async () => {
    const { ports, invite, peersOf } = await world();
    await invite('ana');
    await receiveInvite(ports, 'T1', buildInvitation({ id: 'i-other', freelancer: PEOPLE.ben }));
    const [before] = await ports.invites.holding('T1', [leadClaim(job.id)]);
    await settle(ports);
    expect(await peersOf('i-ana')).toBeUndefined();
    expect(await ports.invites.byExternalId('T1', 'i-ana')).toMatchObject({ revision: before?.revision });
  });

  test('say what the others answered, and leave out what was withdrawn or has expired', async () => {
    const { ports, invite, named, peersOf } = await world();
    for (const who of ['ana', 'ben', 'cleo'] as const) await invite(who);
    await settle(ports);
    const ben = await invite('ben');
    await declineInvite(ports, BEN, ben.id, { reasonId: 'busy' });
    await settle(ports);
    expect((await named('i-ana'))?.toSorted()).toEqual(['Ben Okoro declined', 'Cleo Marsh open']);
    await applyInvitationStatus(ports, await invite('cleo'), 'withdrawn');
    await settle(ports);
    expect(await peersOf('i-ana')).toEqual({
      named: [{ name: 'Ben Okoro', slackUserId: 'UBEN', status: 'declined' }],
      more: 0,
    });
    await applyInvitationStatus(ports, await invite('cleo'), 'accepted');
    await settle(ports);
    expect(await named('i-ana')).toEqual(['Cleo Marsh accepted', 'Ben Okoro declined']);
  });

  test('leave out whoever is in no list, and count them', async () => {
    const { ports, invite, peersOf } = await world();
    await ports.members.configure('T1', 'UBEN', { preferences: { ...DEFAULT_PREFERENCES, hidden: true } });
    await invite('ana');
    await invite('ben');
    await settle(ports);
    expect(await peersOf('i-ana')).toEqual({ named: [], more: 1 });
  });

  test('forget the name of a member whose data is erased, and of a person whom nobody was linked to', async () => {
    const { ports, invite, named } = await world();
    await invite('ana');
    await invite('ben');
    await settle(ports);
    await forgetMember(ports, { tenantId: 'T1', id: BEN.slackUserId });
    expect(await named('i-ana')).toEqual([' open']);
    await settle(ports);
    expect(ports.sent.filter(({ channel }) => channel === 'DANA')).toMatchObject([
      { content: { invite: { peers: { named: [{ name: '' }] } } } },
    ]);
  });

  test('name a colleague to whom the job was referred, but not the referrer to the colleague', async () => {
    const { ports, invite, named, peersOf } = await world();
    const ana = await invite('ana');
    await invite('cleo');
    await settle(ports);
    const { id: referralId } = await referInvite(ports, ANA, ana.id, {
      reasonId: 'busy',
      colleague: { kind: 'member', slackUserId: 'UBEN' },
    });
    await runWork(ports, { withinMs: HOUR });
    expect(await named('i-cleo')).toEqual(['Ana Lopez referred']);
    await invite('ben', { referral: { fromInvitationId: 'i-ana', referredBy: { name: ANA.name } } });
    await settle(ports);
    expect(await ports.invites.byExternalId('T1', 'i-ben')).toMatchObject({ referredIn: { referralId } });
    expect((await named('i-cleo'))?.toSorted()).toEqual(['Ana Lopez referred', 'Ben Okoro open']);
    expect((await peersOf('i-ben'))?.named.map(({ name }) => name)).toEqual(['Cleo Marsh']);
  });

  test('follow an invite that turns out to be to another job', async () => {
    const { ports, invite, named } = await world();
    await invite('ana', { job: buildJob({ id: 'titled:1' }), keys: ['k'] });
    await invite('ben', { job: buildJob({ id: 'titled:1' }) });
    await settle(ports);
    await invite('cleo', { job: buildJob({ id: 'upwork:1' }) });
    expect(await named('i-ben')).toEqual(['Ana Lopez open']);
    const via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
    const report = buildInvitation({
      id: 'c-vollna:1',
      job: buildJob({ id: 'upwork:1' }),
      freelancer: PEOPLE.ana,
      keys: ['k'],
    });
    await receiveInvite(ports, 'T1', report, via);
    await settle(ports);
    expect(await named('i-ana')).toEqual(['Cleo Marsh open']);
    expect(await named('i-cleo')).toEqual(['Ana Lopez open']);
    expect(await named('i-ben')).toEqual([]);
  });

  test('cost about one edit of each card, in whatever order they come', async () => {
    const { ports, peersOf, edits } = await world();
    const COUNT = 60;
    await join(ports, COUNT);
    const tell = (index: number) => {
      const freelancer = personOf(index);
      const invitedAt = new Date(START.getTime() - index * 60_000);
      return receiveInvite(ports, 'T1', buildInvitation({ id: `i-${index}`, job, freelancer, invitedAt }));
    };
    for (let index = 0; index < COUNT; index += 1) {
      await tell(index);
      await settle(ports);
      ports.clock.advance(10_000);
    }
    expect(await peersOf('i-0')).toMatchObject({ more: MOST_COUNTED + 1, named: [{ name: 'Person 5' }, {}, {}] });
    expect(await peersOf(`i-${COUNT - 1}`)).toMatchObject({ more: MOST_COUNTED + 1, named: [{}, {}, {}] });
    const ofTheFirst = ports.sent[0]?.edits ?? 0;
    expect(ofTheFirst).toBeLessThanOrEqual(MOST_COUNTED + 4);
    expect(ports.sent.at(-1)?.edits).toBe(1);
    expect(edits()).toBeLessThan((MOST_COUNTED * MOST_COUNTED) / 2 + 3 * COUNT);
  });

  test('are shown on every card after a crash at any step', async () => {
    for (let [steps, outcome] = [0, 'crashed']; outcome === 'crashed'; steps += 1) {
      const { ports, invite } = await world();
      for (const who of ['ana', 'ben', 'cleo'] as const) await invite(who);
      await runWork(ports);
      ports.clock.advance(3000);
      const [lead] = await ports.invites.holding('T1', [leadClaim(job.id)]);
      outcome = await runOne('announce-peers', { tenantId: 'T1', id: lead?.id ?? '' }, mortal(ports, steps));
      await runWork(ports, { withinMs: HOUR });
      const shown = ports.sent.map(({ content }) =>
        content.kind === 'invite-card' ? content.invite.peers?.named : [],
      );
      expect(shown.map((named) => named?.length)).toEqual([2, 2, 2]);
    }
  });

  test('are told of an invite that changes meanwhile', async () => {
    const { ports, invite, named } = await world();
    for (const who of ['ana', 'ben', 'cleo'] as const) await invite(who);
    await runWork(ports);
    ports.clock.advance(3000);
    const [lead] = await ports.invites.holding('T1', [leadClaim(job.id)]);
    const ben = await invite('ben');
    let isLate = true;
    const setPeers: Ports['invites']['setPeers'] = async (tenantId, changes) => {
      if (isLate) await ports.invites.advance(ben, { from: ['open'], set: { letter: 'Another.' }, work: [] });
      isLate = false;
      return ports.invites.setPeers(tenantId, changes);
    };
    const through = { ...ports, invites: { ...ports.invites, setPeers } };
    expect(await runOne('announce-peers', { tenantId: 'T1', id: lead?.id ?? '' }, through)).toBe('done');
    expect((await named('i-ben'))?.toSorted()).toEqual(['Ana Lopez open', 'Cleo Marsh open']);
    expect((await named('i-ana'))?.toSorted()).toEqual(['Ben Okoro open', 'Cleo Marsh open']);
  });

  test('are shown together with an ask that ends meanwhile', async () => {
    const { ports, invite } = await world();
    for (const who of ['ana', 'ben'] as const) await invite(who);
    await runWork(ports);
    const ben = await invite('ben');
    const card = { tenantId: 'T1', id: MESSAGE_IDS.card(ben.id, 'UBEN') };
    const relay = await askColleagues(ports, BEN, ben.id, { colleagues: [CLEO.slackUserId], reasonId: 'busy' });
    await runWork(ports);
    ports.clock.advance(3000);
    const [lead] = await ports.invites.holding('T1', [leadClaim(job.id)]);
    const setPeers: Ports['invites']['setPeers'] = async (tenantId, changes) => {
      await cancelRelay(ports, BEN, relay.id);
      expect(await runOne('announce-relay', relay, ports)).toBe('done');
      expect(await runOne('deliver-message', card, ports)).toBe('done');
      return ports.invites.setPeers(tenantId, changes);
    };
    const through = { ...ports, invites: { ...ports.invites, setPeers } };
    expect(await runOne('announce-peers', { tenantId: 'T1', id: lead?.id ?? '' }, through)).toBe('done');
    await runWork(ports, { withinMs: HOUR });
    const named = [{ name: 'Ana Lopez', slackUserId: 'UANA', status: 'open' }];
    expect(ports.sent.find(({ id }) => id === card.id)?.content).toMatchObject({
      invite: { peers: { named } },
      relay: { status: 'cancelled' },
    });
  });

  test('that come together are told of once', async () => {
    const { ports, edits } = await world();
    const COUNT = 100;
    await join(ports, COUNT);
    const all = Array.from({ length: COUNT }, (_, index) =>
      buildInvitation({ id: `i-${index}`, job, freelancer: personOf(index) }),
    );
    await Promise.all(all.map((one) => receiveInvite(ports, 'T1', one)));
    await settle(ports);
    expect(ports.sent).toHaveLength(COUNT);
    expect(edits()).toBe(COUNT);
  });
});
