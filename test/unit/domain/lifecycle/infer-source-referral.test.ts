import { describe, expect, test } from '@jest/globals';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import { reportHandoffTrouble } from '../../../../src/domain/deciding/report-handoff-trouble.js';
import { ONLY_WAY, type Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation, MarketplaceEvent } from '../../../../src/domain/model/event/event.js';
import { link } from '../../../../src/domain/people/link-member.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildConnection, buildInvitation, buildJob } from '../../../support/factories.js';
import { ANA, agency, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const MINUTE = 60_000;
const job = buildJob({ id: 'upwork:1' });

/** Ana has referred an invite to Cleo; the hand-off waits for her. */
async function referred(withinMs = MINUTE, onJob = job) {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const { connectionId: id, ...traits } = VOLLNA;
  const { bareIds: _, ...connection } = buildConnection({ id, ...traits, marketplace: 'upwork', can: ['outcomes'] });
  await ports.connections.save(connection);
  let events = 0;
  const hear = async (event: MarketplaceEvent, via: Via = VOLLNA) => {
    events += 1;
    await storeEvent(ports, 'T1', `event-${events}`, event, via);
    await runWork(ports, { withinMs: MINUTE });
  };
  const anas = buildInvitation({ id: 'c-vollna:1', job: onJob, freelancer: PEOPLE.ana });
  const source = await receiveInvite(ports, 'T1', anas, VOLLNA);
  const to = { kind: 'member', slackUserId: 'UCLEO' } as const;
  const { id: referralId } = await referInvite(ports, ANA, source.id, {
    colleague: to,
    reasonId: 'busy',
    noteToColleague: 'Yours?',
  });
  await runWork(ports, { withinMs });
  const referral = () => ports.referrals.get({ tenantId: 'T1', id: referralId });
  const cleos = (given: Partial<Invitation> = {}) =>
    buildInvitation({ id: 'c-vollna:2', job, freelancer: PEOPLE.cleo, invitedAt: ports.clock.now(), ...given });
  const tell = async (given: Partial<Invitation> = {}, via: Via = VOLLNA) => {
    await hear({ type: 'invitation.created', data: cleos(given) }, via);
    return ports.invites.byExternalId('T1', given.id ?? 'c-vollna:2');
  };
  return { ports, hear, tell, referral, referralId };
}

describe('the colleague’s invitation, by a source that names no referral', () => {
  test.each([
    ['Vollna', VOLLNA, 'c-vollna:2'],
    ['a mail', MAIL, 'c-mail:2'],
  ])('by %s is tied to the referral by its job and addressee, and confirms it', async (_, via, id) => {
    const { ports, tell, referral, referralId } = await referred();
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
    const invite = await tell({ id }, via);
    expect(invite).toMatchObject({
      referredIn: { byName: 'Ana Lopez', referralId, note: 'Yours?', inferred: true },
      chain: [{ slackUserId: 'UANA', referralId }],
    });
    const after = await referral();
    expect(after).toMatchObject({ status: 'forwarded', inferred: true, receivedExternalId: id });
    expect(after?.history.at(-1)).toMatchObject({ who: 'marketplace', what: 'forwarded', detail: 'inferred' });
    const card = ports.sent.find(({ channel, content }) => channel === 'DCLEO' && content.kind === 'invite-card');
    expect(card?.content).toMatchObject({ invite: { referredIn: { byName: 'Ana Lopez' } } });
  });

  test('that the client makes again after a decline is not the referral’s any more', async () => {
    const { ports, hear, tell, referral } = await referred();
    await tell({ keys: ['upwork:invitation:2'] });
    await tell({ keys: ['upwork:invitation:2'], status: 'declined' });
    expect(await referral()).toMatchObject({ status: 'declined' });
    const again = { id: 'c-vollna:3', keys: ['upwork:invitation:3'] };
    const invite = await tell(again);
    expect(invite).toMatchObject({ status: 'open', chain: [] });
    expect(invite).not.toHaveProperty('referredIn');
    await hear({
      type: 'invitation.status_changed',
      data: { id: again.id, status: 'accepted', changedAt: ports.clock.now() },
    });
    expect(await referral()).toMatchObject({ status: 'declined' });
  });

  test('makes outcomes count, marked as inferred', async () => {
    const { ports, hear, tell, referral } = await referred();
    await tell();
    const about = { jobId: job.id, freelancer: PEOPLE.cleo };
    for (const status of ['submitted', 'interviewed', 'hired'] as const) {
      const data = { id: 'p', invitationId: 'c-vollna:p', status, changedAt: ports.clock.now(), about };
      await hear({ type: 'proposal.status_changed', data });
    }
    const after = await referral();
    expect(after).toMatchObject({ status: 'hired', milestones: ['interviewed'] });
    expect(after?.history.slice(-3).map(({ what, detail }) => [what, detail])).toEqual([
      ['accepted', 'inferred'],
      ['interviewed', 'inferred'],
      ['hired', 'inferred'],
    ]);
    const [tally] = await ports.tallies.of('T1', 'UANA', ['all']);
    expect(tally?.counts).toMatchObject({ hired: 1 });
  });

  test('is tied once the colleague is linked', async () => {
    const { ports, tell, referral, referralId } = await referred();
    const invite = await tell({ freelancer: { id: 'vollna:7', name: 'Cleo M.' } });
    expect(invite).not.toHaveProperty('referredIn');
    await link(ports, 'T1', 'UCLEO', { id: 'vollna:7', name: 'Cleo M.', linkedBy: 'hand' });
    expect(await ports.invites.byExternalId('T1', 'c-vollna:2')).toMatchObject({ referredIn: { referralId } });
    expect(await referral()).toMatchObject({ status: 'forwarded', inferred: true });
  });

  test.each([
    ['before the referral', { invitedAt: new Date(0) }, VOLLNA],
    ['to somebody else', { freelancer: PEOPLE.ben }, VOLLNA],
    ['to another job', { job: buildJob({ id: 'upwork:2' }) }, VOLLNA],
    ['by a source that would name the referral', { id: 'own' }, ONLY_WAY],
  ])('has come by itself %s', async (_, given, via) => {
    const { tell, referral } = await referred();
    expect(await tell(given, via)).not.toHaveProperty('referredIn');
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
  });

  test('has come by itself while the referral can be undone', async () => {
    const { ports, tell, referral } = await referred(0);
    expect(await referral()).toMatchObject({ status: 'held' });
    const invite = await receiveInvite(
      ports,
      'T1',
      buildInvitation({ id: 'c-vollna:2', job, freelancer: PEOPLE.cleo }),
      VOLLNA,
    );
    expect(invite).not.toHaveProperty('referredIn');
    expect(await tell({ id: 'c-vollna:2' })).toMatchObject({ externalId: 'c-vollna:2' });
  });
});

describe('the colleague’s invitation, as they enter it by hand', () => {
  const LINK = 'https://www.upwork.com/jobs/~021955676437925687781';
  const upwork = buildJob({ id: 'upwork:1955676437925687781', url: LINK });
  const typed = { title: 'Typed', link: LINK, slackUserId: 'UCLEO', letter: '', facts: { skills: [], client: {} } };
  const sources = [
    ['alone', undefined],
    ['and Vollna tells afterwards', VOLLNA],
    ['and a mail tells afterwards', MAIL],
  ] as const;

  test.each(sources)('is tied to the referral, which a source alone confirms: %s', async (_, via) => {
    const { ports, tell, referral, referralId } = await referred(MINUTE, upwork);
    await addInvite(ports, CLEO, typed);
    await addInvite(ports, CLEO, typed);
    await runWork(ports, { withinMs: MINUTE });
    expect(await ports.invites.openFor('T1', 'UCLEO', 10)).toMatchObject([{ referredIn: { referralId } }]);
    expect(await referral()).toMatchObject({ status: 'awaiting-handoff' });
    expect(await referral()).not.toHaveProperty('receivedExternalId');
    if (!via) return reportHandoffDone(ports, ANA, (await referral())?.inviteId ?? '');
    await tell({ job: upwork }, via);
    expect(await referral()).toMatchObject({ status: 'forwarded', receivedExternalId: 'c-vollna:2', inferred: true });
  });

  test('does not lift a failed referral', async () => {
    const { ports, referral } = await referred(MINUTE, upwork);
    const inviteId = (await referral())?.inviteId ?? '';
    await reportHandoffTrouble(ports, ANA, inviteId, { why: 'already-invited' });
    await runWork(ports, { withinMs: MINUTE });
    const before = [await referral(), await ports.invites.get({ tenantId: 'T1', id: inviteId })];
    expect(before).toMatchObject([{ status: 'failed' }, {}]);
    await addInvite(ports, CLEO, typed);
    await runWork(ports, { withinMs: MINUTE });
    const after = [await referral(), await ports.invites.get({ tenantId: 'T1', id: inviteId })];
    expect(after).toMatchObject([{ status: 'failed' }, { status: before[1]?.status }]);
  });
});
