import { describe, expect, test } from '@jest/globals';
import { advanceRelay } from '../../../../src/domain/asking/advance-relay.js';
import { answerAsk } from '../../../../src/domain/asking/answer-ask.js';
import { askColleagues, type RelayWish } from '../../../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../../src/domain/asking/cancel-relay.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { forbiddenBy } from '../../../../src/domain/model/relay/relay.js';
import type { Settings } from '../../../../src/domain/model/tenant/tenant.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { undoReferral } from '../../../../src/domain/referring/undo-referral.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildInvite, buildJob, buildReferral } from '../../../support/factories.js';
import { Crash, dieAtEveryStep, hookedPorts } from '../../../support/hooked-ports.js';
import { recordInvitationStatus } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const wish = (...colleagues: string[]): RelayWish => ({ colleagues, reasonId: 'busy', noteToColleague: 'Yours?' });

async function asking(given: Partial<Invite> = {}, settings: Partial<Settings> = {}) {
  const ports = await agency({ settings: { undoSeconds: 0, ...settings } });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, ...given });
  await ports.invites.insert(invite);
  const ask = (...colleagues: string[]) => askColleagues(ports, ANA, invite.id, wish(...colleagues));
  const relayNow = async () => ports.relays.ofInvite('T1', invite.id);
  const texts = (kind: string) => ports.sent.filter(({ content }) => content.kind === kind);
  return { ports, invite, ask, relayNow, texts };
}

describe('asking first', () => {
  test('sends nothing out, and asks the first alone', async () => {
    const { ports, invite, ask, texts } = await asking();
    const relay = await ask('UBEN', 'UCLEO');
    await runWork(ports, { withinMs: MINUTE });
    expect(ports.marketplace.calls).toEqual([]);
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
    expect(await ports.relays.get(relay)).toMatchObject({
      status: 'asking',
      from: { slackUserId: 'UANA' },
      asks: [
        { slackUserId: 'UBEN', askedAt: START, until: new Date(START.getTime() + 30 * MINUTE) },
        { slackUserId: 'UCLEO' },
      ],
    });
    expect(texts('relay-ask').map(({ channel }) => channel)).toEqual(['DBEN']);
  });

  test('forwards the first yes, with the asker’s words', async () => {
    const { ports, invite, ask, relayNow, texts } = await asking();
    const { id } = await ask('UBEN', 'UCLEO');
    await runWork(ports);
    await answerAsk(ports, BEN, id, 'no');
    await runWork(ports);
    await answerAsk(ports, CLEO, id, 'yes');
    await runWork(ports);
    expect(await relayNow()).toMatchObject({ status: 'agreed', asks: [{ answer: 'no' }, { answer: 'yes' }] });
    expect(await ports.referrals.ofInvite('T1', invite.id)).toMatchObject({
      status: 'forwarded',
      from: { slackUserId: 'UANA' },
      to: { slackUserId: 'UCLEO' },
      noteToColleague: 'Yours?',
    });
    expect(texts('relay-ask')).toHaveLength(2);
    expect(texts('relay-news').map(({ channel }) => channel)).toEqual(['DANA']);
  });

  test('goes on by itself when nobody answers, and leaves the invite to its member', async () => {
    const { ports, invite, ask, relayNow, texts } = await asking();
    await ask('UBEN', 'UCLEO');
    await runWork(ports, { withinMs: 31 * MINUTE });
    expect(texts('relay-ask')).toHaveLength(2);
    expect((await relayNow())?.asks[0]).toMatchObject({ answer: 'no-answer' });
    await runWork(ports, { withinMs: 31 * MINUTE });
    expect(await relayNow()).toMatchObject({ status: 'exhausted' });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
    expect(texts('relay-news')).toHaveLength(1);
    for (const { content } of texts('relay-ask')) expect(content).toMatchObject({ relay: { status: 'exhausted' } });
    expect(await ports.referrals.ofInvite('T1', invite.id)).toBeNull();
  });

  test('ends before the invite does', async () => {
    const expiresAt = new Date(START.getTime() + 40 * MINUTE);
    const { ports, ask, relayNow } = await asking({ expiresAt });
    await ask('UBEN', 'UCLEO');
    await runWork(ports, { withinMs: 35 * MINUTE });
    expect((await relayNow())?.asks[1]?.until).toEqual(new Date(expiresAt.getTime() - MINUTE));
    await runWork(ports, { withinMs: 60 * MINUTE });
    expect(await relayNow()).toMatchObject({ status: 'exhausted' });
  });

  test('ends when the member decides meanwhile, and whoever was asked hears at once', async () => {
    const { ports, invite, ask, relayNow, texts } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    await acceptInvite(ports, ANA, invite.id);
    await runWork(ports);
    expect(await relayNow()).toMatchObject({ status: 'overtaken' });
    expect(texts('relay-ask')).toMatchObject([{ edits: 1, content: { relay: { status: 'overtaken' } } }]);
    expect(texts('relay-news')).toEqual([]);
    await expectRefusal(answerAsk(ports, BEN, id, 'yes'), 'relay.over');
  });

  test('tells the asker where somebody else decides meanwhile, or the client takes it back', async () => {
    const decided = await asking();
    await decided.ask('UBEN');
    await acceptInvite(decided.ports, ADMIN, decided.invite.id);
    await runWork(decided.ports);
    expect(decided.texts('relay-news')).toMatchObject([
      { channel: 'DANA', content: { invite: { status: 'accepted' } } },
    ]);
    const { ports, invite, ask, texts } = await asking();
    await ask('UBEN');
    await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt: START });
    await runWork(ports);
    expect(texts('relay-news')).toMatchObject([{ channel: 'DANA', content: { invite: { status: 'withdrawn' } } }]);
  });

  test('by a manager is for the member, and is shown as the manager’s', async () => {
    const release = { percent: 0, always: ['UANA'], never: [] };
    const { ports, invite } = await asking({}, { release });
    const relay = await askColleagues(ports, ADMIN, invite.id, wish('UBEN'));
    expect(relay.from).toEqual({ slackUserId: 'UADMIN', name: 'Ada Min' });
    await runWork(ports);
    await answerAsk(ports, BEN, relay.id, 'yes');
    await runWork(ports);
    expect(await ports.referrals.ofInvite('T1', invite.id)).toMatchObject({
      from: { slackUserId: 'UANA' },
      actedBy: { slackUserId: 'UADMIN' },
    });
  });

  test('again, after the first round ended, is another round with a newer card', async () => {
    const { ports, ask, relayNow } = await asking();
    const first = await ask('UBEN');
    await runWork(ports);
    await cancelRelay(ports, ANA, first.id);
    const ended = await relayNow();
    ports.clock.advance(1);
    const second = await ask('UBEN');
    expect(second.revision).toBeGreaterThan(ended?.revision ?? Number.POSITIVE_INFINITY);
    expect(await relayNow()).toEqual(second);
  });
});

describe('asking is refused', () => {
  test('for nobody, and for more than three; the same name twice is one', async () => {
    const { ask } = await asking();
    await expectRefusal(ask(), 'relay.tooMany', { most: '3' });
    await expectRefusal(ask('UBEN', 'UCLEO', 'UADMIN', 'UX'), 'relay.tooMany');
    expect((await ask('UBEN', 'UBEN', 'UCLEO')).asks.map(({ slackUserId }) => slackUserId)).toEqual(['UBEN', 'UCLEO']);
  });

  test('while colleagues are being asked, also twenty times at once', async () => {
    const { ask } = await asking();
    const { done, refused } = await twenty(() => ask('UBEN'));
    expect(done).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'relay.running' });
  });

  test('by the same rules as referring', async () => {
    await expectRefusal((await asking({ job: buildJob({ private: true }) })).ask('UBEN'), 'referral.privateJob');
    await expectRefusal((await asking({ status: 'withdrawn' })).ask('UBEN'), 'invite.closed');
    await expectRefusal((await asking()).ask('UANA'), 'referral.toYourself');
    await expectRefusal((await asking()).ask('UBEN', 'UNOBODY'), 'referral.notEligible');
    const { ports, invite } = await asking();
    await expectRefusal(askColleagues(ports, BEN, invite.id, wish('UCLEO')), 'invite.notYours');
    await expectRefusal(askColleagues(ports, ANA, 'none', wish('UCLEO')), 'invite.notFound');
  });
});

describe('an answer', () => {
  test('counts once, and from whom was asked', async () => {
    const { ports, ask, relayNow } = await asking();
    const { id } = await ask('UBEN', 'UCLEO');
    await runWork(ports);
    await expectRefusal(answerAsk(ports, CLEO, id, 'yes'), 'relay.notYours', { name: 'Ana Lopez' });
    await expectRefusal(answerAsk(ports, ADMIN, id, 'yes'), 'relay.notYours');
    await expectRefusal(answerAsk(ports, BEN, 'none', 'yes'), 'relay.notFound');
    await expectRefusal(answerAsk(ports, { ...BEN, tenantId: 'T2' }, id, 'yes'), 'relay.notFound');
    await expectRefusal(answerAsk(ports, ANA, id, 'yes'), 'relay.yourOwn');
    const { done, refused } = await twenty((index) => answerAsk(ports, BEN, id, index % 2 ? 'yes' : 'no'));
    expect(done).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'relay.youSaidNo' });
    expect((await relayNow())?.asks[0]?.answer).toBe('no');
  });

  test('that comes when the time is over is too late', async () => {
    const { ports, ask } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    ports.clock.advance(30 * MINUTE);
    await expectRefusal(answerAsk(ports, BEN, id, 'yes'), 'relay.over');
  });

  test('of yes to what a rule forbids by now leaves the invite as it is', async () => {
    const { ports, invite, ask, relayNow } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    await ports.referrals.insert(buildReferral({ job: invite.job }));
    await answerAsk(ports, BEN, id, 'yes');
    await runWork(ports);
    const relay = await relayNow();
    expect(relay).toMatchObject({ status: 'overtaken' });
    expect(relay && forbiddenBy(relay)).toBe('referral.jobTaken');
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
  });
});

describe('stopping', () => {
  test('is the asker’s, while nobody has agreed', async () => {
    const { ports, ask, relayNow, texts } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    await expectRefusal(cancelRelay(ports, BEN, id), 'relay.notYours');
    await expectRefusal(cancelRelay(ports, ANA, 'none'), 'relay.notFound');
    await cancelRelay(ports, ANA, id);
    await runWork(ports);
    expect(await relayNow()).toMatchObject({ status: 'cancelled' });
    expect(texts('relay-ask')).toMatchObject([{ content: { relay: { status: 'cancelled' } } }]);
    await expectRefusal(cancelRelay(ports, ANA, id), 'relay.over');
    await expectRefusal(answerAsk(ports, BEN, id, 'yes'), 'relay.over');
  });

  test('comes too late after a yes: the referral is on its way', async () => {
    const { ports, ask, relayNow } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    await answerAsk(ports, BEN, id, 'yes');
    await expectRefusal(cancelRelay(ports, ANA, id), 'relay.over');
    await runWork(ports);
    expect(await relayNow()).toMatchObject({ status: 'agreed' });
  });

  test('and answering at once: one of the two stands', async () => {
    const { ports, ask, invite, relayNow } = await asking();
    const { id } = await ask('UBEN');
    await runWork(ports);
    const both = await Promise.allSettled([cancelRelay(ports, ANA, id), answerAsk(ports, BEN, id, 'yes')]);
    await runWork(ports);
    const agreed = (await relayNow())?.status === 'agreed';
    expect(both.map(({ status }) => status)).toEqual(agreed ? ['rejected', 'fulfilled'] : ['fulfilled', 'rejected']);
    expect((await ports.referrals.ofInvite('T1', invite.id)) !== null).toBe(agreed);
  });
});

test('a process that dies at any step while it refers leaves one referral, and a round that agreed', async () => {
  const steps = await dieAtEveryStep(async (dying) => {
    const { ports, invite, ask, relayNow } = await asking();
    const relay = await ask('UBEN');
    await runWork(ports);
    await answerAsk(ports, BEN, relay.id, 'yes');
    await advanceRelay(dying(ports), relay).catch((error) => expect(error).toBeInstanceOf(Crash));
    await runWork(ports);
    expect(await relayNow()).toMatchObject({ status: 'agreed' });
    expect(await ports.referrals.page('T1', { side: 'sent', slackUserId: 'UANA', limit: 9 })).toHaveLength(1);
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'referred' });
  });
  expect(steps).toBeGreaterThan(20);
});

test('a process that dies at any step while it refers does not refer again what the asker has undone', async () => {
  const steps = await dieAtEveryStep(async (dying) => {
    const { ports, invite, ask, relayNow } = await asking({}, { undoSeconds: 60 });
    const relay = await ask('UBEN');
    await runWork(ports);
    await answerAsk(ports, BEN, relay.id, 'yes');
    await advanceRelay(dying(ports), relay).catch((error) => expect(error).toBeInstanceOf(Crash));
    const made = await ports.referrals.ofInvite('T1', invite.id);
    if (!made) return;
    await undoReferral(ports, ANA, made.id);
    await runWork(ports, { withinMs: 10 * MINUTE });
    expect(await relayNow()).toMatchObject({ status: 'agreed' });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
    expect(await ports.referrals.ofJob('T1', invite.job.id)).toMatchObject([{ id: made.id, status: 'undone' }]);
  });
  expect(steps).toBeGreaterThan(20);
});

test('a process that stood still until the asker had undone the referral does not refer again', async () => {
  const { ports, invite, ask } = await asking({}, { undoSeconds: 60 });
  const relay = await ask('UBEN');
  await runWork(ports);
  await answerAsk(ports, BEN, relay.id, 'yes');
  await advanceRelay(
    hookedPorts(ports, {
      pause: async (call) => {
        if (call !== 'atomically' || (await ports.referrals.get(relay))) return;
        await runWork(ports);
        await undoReferral(ports, ANA, relay.id);
      },
    }),
    relay,
  );
  await runWork(ports, { withinMs: 10 * MINUTE });
  expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
  expect(await ports.referrals.ofJob('T1', invite.job.id)).toMatchObject([{ status: 'undone' }]);
});

test('a yes counts no more once the asker has referred somebody since, and taken that back', async () => {
  const { ports, invite, ask, relayNow } = await asking({}, { undoSeconds: 60 });
  const relay = await ask('UBEN');
  await runWork(ports);
  await answerAsk(ports, BEN, relay.id, 'yes');
  const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
  const { id } = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
  await undoReferral(ports, ANA, id);
  await runWork(ports, { withinMs: 10 * MINUTE });
  expect(await relayNow()).toMatchObject({ status: 'overtaken' });
  expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
  expect(await ports.referrals.ofJob('T1', invite.job.id)).toMatchObject([{ id, status: 'undone' }]);
});
