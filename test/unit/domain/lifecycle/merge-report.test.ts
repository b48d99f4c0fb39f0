import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { MANUAL_WAY, type Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation, InvitationStatus } from '../../../../src/domain/model/event/event.js';
import { whyNoReferral } from '../../../../src/domain/permissions/who-may-refer.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildInvitation, buildJob } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(START.getTime() + hours * HOUR);

/** An invitation to Ana that ends in a day. */
async function invited(given: Partial<Invitation> = {}) {
  const ports = await agency();
  const first = buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana, expiresAt: inHours(24), ...given });
  let events = 0;
  const tell = (change: Partial<Invitation>) => {
    events += 1;
    return storeEvent(ports, 'T1', `msg_${events}`, { type: 'invitation.created', data: { ...first, ...change } });
  };
  const say = (status: InvitationStatus) => {
    events += 1;
    const data = { id: 'inv-1', status, changedAt: ports.clock.now() };
    return storeEvent(ports, 'T1', `msg_${events}`, { type: 'invitation.status_changed', data });
  };
  await tell({});
  await runWork(ports);
  const invite = async () => {
    const found = await ports.invites.byExternalId('T1', 'inv-1');
    if (!found) throw new Error('there is no invite');
    return found;
  };
  const during = (hours: number) => runWork(ports, { withinMs: hours * HOUR });
  return { ports, first, tell, say, invite, during };
}

describe('a known invitation that is told again', () => {
  test('with a later deadline lives on until then, and its card says so', async () => {
    const { ports, tell, invite, during } = await invited();
    await tell({ expiresAt: inHours(72) });
    await during(30);
    expect(await invite()).toMatchObject({ status: 'open', expiresAt: inHours(72) });
    expect((await invite()).history.map(({ who, what }) => [who, what])).toContainEqual(['marketplace', 'extended']);
    const [card] = ports.sent.filter(({ content }) => content.kind === 'invite-card');
    expect(card?.content).toMatchObject({ invite: { expiresAt: inHours(72) } });
    await during(50);
    expect(await invite()).toMatchObject({ status: 'expired' });
  });

  test('with a first deadline has one', async () => {
    const { expiresAt: _, ...open } = buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana });
    const ports = await agency();
    await receiveInvite(ports, 'T1', open);
    await receiveInvite(ports, 'T1', { ...open, expiresAt: inHours(24) });
    await receiveInvite(ports, 'T1', open);
    expect(await ports.invites.byExternalId('T1', 'inv-1')).toMatchObject({ expiresAt: inHours(24) });
  });

  test.each([
    ['an earlier deadline', { expiresAt: inHours(2) }],
    ['the same deadline', {}],
    ['another freelancer', { freelancer: PEOPLE.ben }],
    ['another letter', { letter: 'other' }],
  ])('with %s stays as it is', async (_, change) => {
    const { ports, tell, invite } = await invited();
    const before = await invite();
    await tell(change);
    await runWork(ports);
    expect(await invite()).toEqual(before);
    const warned = ports.log.lines.filter(({ event }) => event === 'invitation.reassigned');
    expect(warned).toHaveLength('freelancer' in change ? 1 : 0);
  });

  test('in whatever order the deadlines come, the latest counts', async () => {
    const { ports, first, invite } = await invited();
    const { done } = await twenty((index) =>
      receiveInvite(ports, 'T1', { ...first, expiresAt: inHours(24 + ((index * 7) % 20)) }),
    );
    expect(done).toHaveLength(20);
    expect(await invite()).toMatchObject({ expiresAt: inHours(43) });
  });

  test('opens again what only our clock had ended, with its timers', async () => {
    const { ports, tell, invite, during } = await invited();
    await during(25);
    expect(await invite()).toMatchObject({ status: 'expired' });
    await tell({ expiresAt: inHours(72) });
    await runWork(ports);
    expect(await invite()).toMatchObject({ status: 'open', expiresAt: inHours(72) });
    expect((await invite()).work.map(({ job }) => job)).toEqual(expect.arrayContaining(['expire-invite']));
    await acceptInvite(ports, ANA, (await invite()).id);
    expect(await invite()).toMatchObject({ status: 'accepted' });
  });

  test.each(['withdrawn', 'archived', 'declined', 'accepted', 'expired'] as const)(
    'stays over where the marketplace ended it: %s',
    async (status) => {
      for (const clockFirst of [true, false]) {
        const { ports, tell, say, invite, during } = await invited();
        if (clockFirst) await during(25);
        await say(status);
        await runWork(ports);
        if (!clockFirst) await during(25);
        await tell({ expiresAt: inHours(72) });
        await say('open');
        await runWork(ports);
        expect(await invite()).toMatchObject({ status, expiresAt: inHours(72) });
      }
    },
  );

  test('a word after the deadline was put off ends it all the same', async () => {
    const { ports, tell, say, invite, during } = await invited();
    await during(25);
    await tell({ expiresAt: inHours(72) });
    await say('expired');
    await runWork(ports);
    expect(await invite()).toMatchObject({ status: 'expired' });
    expect((await invite()).history.at(-1)).toMatchObject({ who: 'marketplace', what: 'expired' });
  });

  test.each(['withdrawn', 'accepted', 'declined'] as const)(
    'with the status that it has by then: %s',
    async (status) => {
      const { ports, tell, invite } = await invited();
      await tell({ status });
      await runWork(ports);
      expect(await invite()).toMatchObject({ status });
      const late = await agency();
      const data = buildInvitation({ id: 'inv-1', freelancer: PEOPLE.ana, status });
      await storeEvent(late, 'T1', 'msg_1', { type: 'invitation.created', data });
      await runWork(late);
      const { decision } = (await late.invites.byExternalId('T1', 'inv-1')) ?? {};
      expect(decision?.by).toBe(status === 'withdrawn' ? undefined : 'marketplace');
    },
  );
});

describe('the word that a known invitation is open', () => {
  test('has its deadline looked up where our clock had ended it', async () => {
    const { ports, first, say, invite, during } = await invited();
    await during(25);
    ports.marketplace.invitations.set('inv-1', first);
    await say('open');
    await runWork(ports);
    expect(await invite()).toMatchObject({ status: 'expired' });
    ports.marketplace.invitations.set('inv-1', { ...first, expiresAt: inHours(72) });
    await say('open');
    await runWork(ports);
    expect(await invite()).toMatchObject({ status: 'open', expiresAt: inHours(72) });
  });

  test('asks nothing while it is open', async () => {
    const { ports, say, invite } = await invited();
    const before = await invite();
    await say('open');
    await runWork(ports);
    expect(await invite()).toEqual(before);
    expect(await ports.worklist.dead()).toEqual([]);
  });
});

const KEYS = ['upwork:invitation:1'];
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };

describe('a card whose invite learns another id of its job', () => {
  test.each([0, 1, 3])('shows what comes later, after %i referrals that were undone', async (referrals) => {
    const ports = await agency({ settings: { nudgeHours: [] } });
    const told = buildInvitation({ id: 'c-mail:1', freelancer: PEOPLE.ana, keys: KEYS });
    const first = { ...told, job: buildJob({ id: 'upwork:invitation:1', title: 'The title of the mail' }) };
    const invite = await receiveInvite(ports, 'T1', first, MAIL);
    await runWork(ports);
    for (let made = 0; made < referrals; made += 1) {
      const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;
      await undoReferral(ports, ANA, (await referInvite(ports, ANA, invite.id, wish)).id);
      await runWork(ports, { withinMs: 60_000 });
    }
    const shown = () => ports.sent.findLast(({ content }) => content.kind === 'invite-card')?.content;
    const job = buildJob({ id: 'upwork:1', title: 'The title on Upwork' });
    await receiveInvite(ports, 'T1', { ...told, id: 'c-vollna:1', job }, VOLLNA);
    await runWork(ports, { withinMs: 60_000 });
    expect(shown()).toMatchObject({ invite: { status: 'open', job: { id: 'upwork:1', title: job.title } } });
    await acceptInvite(ports, ANA, invite.id);
    await runWork(ports, { withinMs: 60_000 });
    expect(shown()).toMatchObject({ invite: { status: 'accepted' } });
  });
});

describe('a job whose own id is told once it was referred', () => {
  const told = buildInvitation({ id: 'c-mail:1', freelancer: PEOPLE.ana, keys: KEYS });
  const mailed = { ...told, job: buildJob({ id: 'c-mail:made-up' }) };
  const job = buildJob({ id: 'upwork:1' });
  const wish = { colleague: { kind: 'member', slackUserId: 'UBEN' }, reasonId: 'busy' } as const;

  /** Ana has referred Ben to a job whose id a mail made up, and Cleo is invited to the same job. */
  async function referred() {
    const ports = await agency({ settings: { nudgeHours: [] } });
    const anas = await receiveInvite(ports, 'T1', mailed, MAIL);
    const cleos = await receiveInvite(
      ports,
      'T1',
      { ...told, id: 'c-vollna:2', job, keys: [], freelancer: PEOPLE.cleo },
      VOLLNA,
    );
    const referral = await referInvite(ports, ANA, anas.id, wish);
    await runWork(ports);
    const tellId = () => receiveInvite(ports, 'T1', { ...told, id: 'c-vollna:1', job }, VOLLNA);
    const bens = () =>
      receiveInvite(ports, 'T1', { ...told, id: 'c-vollna:3', job, keys: [], freelancer: PEOPLE.ben }, VOLLNA);
    const cleoRefers = () => referInvite(ports, CLEO, cleos.id, wish);
    const now = () => ports.referrals.get(referral);
    return { ports, anas, cleos, referral, tellId, cleoRefers, bens, now };
  }

  test('is referred once: nobody else can refer it then', async () => {
    const { ports, anas, tellId, cleoRefers, now } = await referred();
    expect(await tellId()).toMatchObject({ id: anas.id, status: 'referred', job: { id: job.id } });
    expect(await now()).toMatchObject({ job: { id: job.id }, takesSlot: true });
    await expectRefusal(cleoRefers(), 'referral.jobTaken', { title: job.title });
    await runWork(ports);
    const cards = ports.sent.filter(({ channel, content }) => channel === 'DCLEO' && content.kind === 'invite-card');
    expect(cards).toMatchObject([{ content: { whyNotRefer: 'referral.jobTaken' } }]);
  });

  test('is free once that referral is undone', async () => {
    const { ports, referral, tellId, cleoRefers } = await referred();
    await tellId();
    await undoReferral(ports, ANA, referral.id);
    expect(await cleoRefers()).toMatchObject({ takesSlot: true, job: { id: job.id } });
  });

  test('keeps the slot of the referral that has it, and gives it back to the other', async () => {
    const { ports, tellId, cleoRefers, now } = await referred();
    const other = await cleoRefers();
    await tellId();
    expect(await now()).toMatchObject({ job: { id: job.id }, takesSlot: false });
    await undoReferral(ports, CLEO, other.id);
    expect(await now()).toMatchObject({ takesSlot: true });
    await expectRefusal(cleoRefers(), 'referral.jobTaken', { title: job.title });
  });

  test.each([true, false])('has led to the colleague’s invite (which came first: %s)', async (first) => {
    const { ports, referral, tellId, bens, now } = await referred();
    ports.clock.advance(61_000);
    await runWork(ports);
    if (first) await bens();
    await tellId();
    if (!first) await bens();
    const invite = await ports.invites.byExternalId('T1', 'c-vollna:3');
    expect(invite).toMatchObject({ referredIn: { referralId: referral.id, inferred: true } });
    expect(await now()).toMatchObject({ status: 'forwarded', receivedExternalId: 'c-vollna:3' });
  });

  test('gives the referral that is made at the same time the id that the invite has', async () => {
    const ports = await agency({ settings: { nudgeHours: [] } });
    const anas = await receiveInvite(ports, 'T1', mailed, MAIL);
    const { atomically } = ports;
    ports.atomically = async (change) => {
      ports.atomically = atomically;
      await receiveInvite(ports, 'T1', { ...told, id: 'c-vollna:1', job }, VOLLNA);
      return atomically(change);
    };
    expect(await referInvite(ports, ANA, anas.id, wish)).toMatchObject({ job: { id: job.id }, takesSlot: true });
    expect(await ports.referrals.ofJob('T1', job.id)).toHaveLength(1);
  });

  test('shows the cards of other invites to the former job what comes later', async () => {
    const { ports, anas, tellId } = await referred();
    const peers = { ...told, id: 'c-mail:2', keys: [], job: mailed.job, freelancer: PEOPLE.ben };
    const bens = await receiveInvite(ports, 'T1', peers, MAIL);
    await runWork(ports);
    const shown = () =>
      ports.sent.find(({ content }) => content.kind === 'invite-card' && content.invite.id === bens.id);
    expect(shown()?.content).toMatchObject({ whyNotRefer: 'referral.jobTaken' });
    await tellId();
    await runWork(ports);
    expect(await ports.invites.get(anas)).toMatchObject({ job: { id: job.id } });
    expect(shown()?.content).toMatchObject({ whyNotRefer: null });
    await acceptInvite(ports, BEN, bens.id);
    await runWork(ports);
    expect(shown()?.content).toMatchObject({ invite: { status: 'accepted' } });
  });
});

describe('a deadline that was read without certainty', () => {
  const { expiresAt: _, ...endless } = buildInvitation({ id: 'c-vollna:1', freelancer: PEOPLE.ana, keys: KEYS });
  const mailed: Invitation = { ...endless, id: 'c-mail:1', expiresAt: inHours(1), uncertain: ['expiresAt'] };
  const byMail = [mailed, MAIL] as const;
  const byVollna = [endless, VOLLNA] as const;

  async function told(...reports: readonly (readonly [Invitation, Via])[]) {
    const ports = await agency({ settings: { nudgeHours: [4] } });
    const tell = async (...told: typeof reports) => {
      for (const [invitation, via] of told) await receiveInvite(ports, 'T1', invitation, via);
      await runWork(ports);
    };
    await tell(...reports);
    const invite = async () => {
      const [found] = await ports.invites.ofJob('T1', endless.job.id);
      const whole = found && (await ports.invites.get(found));
      if (!whole) throw new Error('there is no invite');
      return whole;
    };
    const during = (hours: number) => runWork(ports, { withinMs: hours * HOUR });
    return { ports, tell, invite, during };
  }

  test.each([
    ['before', [byMail, byVollna]],
    ['after', [byVollna, byMail]],
  ])('told %s a source that names none is shown, and ends neither the invite nor its reminders', async (_, reports) => {
    const { ports, invite, during } = await told(...reports);
    expect(await invite()).toMatchObject({ expiresAt: inHours(1), uncertain: ['expiresAt'] });
    await during(30);
    expect(await invite()).toMatchObject({ status: 'open', nudges: 1 });
    expect(await whyNoReferral(ports, await invite(), 'UANA')).toBeNull();
    await acceptInvite(ports, ANA, (await invite()).id);
    expect(await invite()).toMatchObject({ status: 'accepted' });
  });

  test('ends an invite that nothing else tells of', async () => {
    const { invite, during } = await told(byMail);
    await during(2);
    expect(await invite()).toMatchObject({ status: 'expired' });
  });

  test.each([
    ['another source', byVollna],
    ['a person', [{ ...endless, id: 'manual:1' }, MANUAL_WAY] as const],
  ])('no longer ends one that %s says is open, also where it has ended it', async (_, other) => {
    const { ports, tell, invite, during } = await told(byMail);
    await during(2);
    await tell(byMail);
    expect(await invite()).toMatchObject({ status: 'expired' });
    await tell(other);
    expect(await invite()).toMatchObject({ status: 'open' });
    expect((await invite()).history.at(-1)).toMatchObject({ who: 'marketplace', what: 'open' });
    await tell(byMail);
    await during(30);
    expect(await invite()).toMatchObject({ status: 'open', nudges: 1 });
    const card = ports.sent.find(({ content }) => content.kind === 'invite-card');
    expect(card?.content).toMatchObject({ invite: { status: 'open' } });
  });

  test('ends it once a certain source tells the same', async () => {
    const { tell, invite, during } = await told(byVollna, byMail);
    await tell([
      { ...endless, id: 'c-getmany:1', expiresAt: inHours(1) },
      { ...VOLLNA, connectionId: 'c-getmany' },
    ]);
    await during(2);
    expect(await invite()).toMatchObject({ status: 'expired' });
    await tell(byMail, byVollna);
    expect(await invite()).toMatchObject({ status: 'expired' });
  });

  test('that ended an invite of several origins in an earlier release does so no more', async () => {
    const { ports, tell, invite } = await told(byVollna, byMail);
    const line = { at: START, who: 'clock', what: 'expired', through: 'job' } as const;
    await ports.invites.advance(await invite(), { from: ['open'], set: { status: 'expired' }, line, work: [] });
    await tell(byVollna);
    expect(await invite()).toMatchObject({ status: 'open' });
  });
});
