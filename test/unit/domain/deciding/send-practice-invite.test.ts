import { describe, expect, test } from '@jest/globals';
import { readHome } from '../../../../src/domain/announcing/read-home.js';
import { tellManagersOfLeaver } from '../../../../src/domain/announcing/tell-managers-of-leaver.js';
import { askColleagues, requireAsking } from '../../../../src/domain/asking/ask-colleagues.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { sendPracticeInvite } from '../../../../src/domain/deciding/send-practice-invite.js';
import { sendMyData } from '../../../../src/domain/history/send-my-data.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { findColleagues } from '../../../../src/domain/referring/find-colleagues.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { readDigest } from '../../../../src/domain/tallies/read-digest.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildProfile } from '../../../support/factories.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const words = { title: 'Practice: a shop', client: 'A bakery', letter: 'Hello!' };
const DAY = 86_400_000;
const toBen = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'other' } as const;
const UNDO = 60_000;

/** Ana practises, in a workspace that has no marketplace. */
async function practising(): Promise<{ ports: MemoryPorts; invite: Invite }> {
  const ports = await agency();
  await ports.connections.disconnect('T1');
  const invite = await sendPracticeInvite(ports, ANA, words);
  await runWork(ports);
  return { ports, invite };
}

const again = async (ports: MemoryPorts, { tenantId, id }: Invite) => ports.invites.get({ tenantId, id });

/** Nobody but Ana has heard of anything, and nothing is counted. */
async function expectSecret(ports: MemoryPorts): Promise<void> {
  expect(ports.marketplace.calls).toEqual([]);
  expect([...new Set(ports.sent.map(({ channel }) => channel))]).toEqual(['DANA']);
  expect([await ports.tallies.all('T1'), await ports.ledger.totals('T1')]).toEqual([[], []]);
  expect(await ports.worklist.dead()).toEqual([]);
}

describe('a practice invite', () => {
  test('comes as a card of its own, with a day to answer, as often as it is asked for', async () => {
    const { ports, invite } = await practising();
    expect(invite).toMatchObject({ practice: true, status: 'open', job: { title: words.title }, letter: 'Hello!' });
    expect(invite.expiresAt).toEqual(new Date(ports.clock.now().getTime() + DAY));
    await sendPracticeInvite(ports, ANA, words);
    await runWork(ports);
    expect(ports.sent.map(({ content }) => content)).toMatchObject([
      {
        kind: 'invite-card',
        invite: { id: invite.id },
        whyNotRefer: null,
        whyNotAsk: 'relay.practice',
        unlinked: false,
      },
      { kind: 'invite-card', whyNotRefer: null },
    ]);
    expect((await readHome(ports, { tenantId: 'T1', id: 'UANA' })).openInvites).toHaveLength(2);
    await expectSecret(ports);
  });

  test.each(['native', 'handoff'] as const)('is accepted and declined, also where decisions go %s', async (path) => {
    const { ports, invite } = await practising();
    await ports.connections.save(buildConnection({ path }));
    const other = await sendPracticeInvite(ports, ANA, words);
    await acceptInvite(ports, ANA, invite.id);
    await declineInvite(ports, ANA, other.id, { reasonId: 'busy' });
    await runWork(ports);
    for (const [one, status] of [
      [invite, 'accepted'],
      [other, 'declined'],
    ] as const)
      expect(await again(ports, one)).toMatchObject({ status, decision: { confirmedAt: ports.clock.now() } });
    await expectSecret(ports);
  });

  test('is declined for a reason of ours where no marketplace names any', async () => {
    const { ports, invite } = await practising();
    expect(await prepareDecision(ports, ANA, invite.id)).toMatchObject({ reasons: [] });
  });

  test('is referred, undone, and referred for good', async () => {
    const { ports, invite } = await practising();
    const first = await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: UNDO / 2 });
    await undoReferral(ports, ANA, first.id);
    await runWork(ports);
    const reopened = await again(ports, invite);
    expect(reopened?.status).toBe('open');
    expect(reopened?.work.map(({ job }) => job)).not.toContain('nudge-invite');
    const second = await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: UNDO + 5000 });
    expect(await ports.referrals.get(second)).toMatchObject({ status: 'forwarded', practice: true });
    expect(ports.sent.map(({ content }) => content)).toMatchObject([
      { kind: 'invite-card', referral: { status: 'forwarded' } },
      { kind: 'referral-news', event: 'forwarded', referral: { practice: true } },
    ]);
    await expectSecret(ports);
  });

  test('is in no list of referrals, of neither side, but among one’s own data', async () => {
    const { ports, invite } = await practising();
    const { id } = await referInvite(ports, ANA, invite.id, toBen);
    await runWork(ports, { withinMs: UNDO + 5000 });
    for (const [side, slackUserId] of [
      ['sent', 'UANA'],
      ['received', 'UBEN'],
    ] as const)
      expect(await ports.referrals.page('T1', { side, slackUserId, limit: 9 })).toEqual([]);
    await sendMyData(ports, { tenantId: 'T1', id: 'UANA' });
    expect(ports.messenger.files.at(-1)?.file).toMatchObject({ data: { sent: [{ id }] } });
  });

  test('needs no address of a colleague, and looks for nobody on the marketplace', async () => {
    const { ports, invite } = await practising();
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UNEW', name: 'New One' })]);
    ports.marketplace.people.push({ id: 'p-new', name: 'New Two' });
    const { team, people, trouble } = await findColleagues(ports, ANA, invite.id, 'new');
    expect([team, people, trouble]).toMatchObject([[{ slackUserId: 'UNEW', whyNot: null }], [], false]);
    const colleague = { kind: 'member', slackUserId: 'UNEW' } as const;
    expect((await referInvite(ports, ANA, invite.id, { ...toBen, colleague })).status).toBe('held');
  });

  test('keeps to the rules: nobody refers themselves, or somebody unknown', async () => {
    const { ports, invite } = await practising();
    const refer = (colleague: Parameters<typeof referInvite>[3]['colleague']) =>
      referInvite(ports, ANA, invite.id, { ...toBen, colleague });
    await expectRefusal(refer({ kind: 'member', slackUserId: 'UANA' }), 'referral.toYourself');
    await expectRefusal(refer({ kind: 'address', address: 'x@y.example' }), 'referral.noSuchAddress');
  });

  test('asks nobody, and says so', async () => {
    const { ports, invite } = await practising();
    const ask = askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN'], reasonId: 'other' });
    await expectRefusal(ask, 'relay.practice');
    await expectRefusal(requireAsking(ports, invite, ANA), 'relay.practice');
    await expectSecret(ports);
  });

  test('expires, and is nobody’s business: neither the managers’ nor the digest’s', async () => {
    const { ports, invite } = await practising();
    expect(await readDigest(ports, 'T1', 'UANA', 'week:2026-11-23')).toMatchObject({ openInvites: 0 });
    await ports.members.save('T1', [buildProfile({ isDeactivated: true })]);
    await tellManagersOfLeaver(ports, { tenantId: 'T1', id: 'UANA' });
    await runWork(ports, { withinMs: DAY });
    expect(await again(ports, invite)).toMatchObject({ status: 'expired', nudges: 0 });
    await expectSecret(ports);
  });
});
