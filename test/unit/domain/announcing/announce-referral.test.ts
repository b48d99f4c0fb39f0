import { describe, expect, test } from '@jest/globals';
import { announceReferral as tell } from '../../../../src/domain/announcing/announce-referral.js';
import { deliverMessage } from '../../../../src/domain/announcing/deliver-message.js';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { ensureCard } from '../../../../src/domain/ensuring-messages/ensure-card.js';
import { recordMilestone, recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { MESSAGE_IDS } from '../../../../src/domain/model/message/message-ids.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import type { NewsEvent } from '../../../../src/domain/model/referral/news-to-tell.js';
import { buildInvite, buildReferral } from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { announceReferral } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { agency } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const line = (what: string) => ({ at: START, who: 'marketplace', what, through: 'webhook' }) as const;

async function referred(given: Parameters<typeof buildReferral>[0] = {}) {
  const ports = await agency();
  const invite = buildInvite({ status: 'referred', revision: 2 });
  const referral = buildReferral({ inviteId: invite.id, job: invite.job, ...given });
  await ports.invites.insert(invite);
  await ports.referrals.insert(referral);
  return { ports, invite, referral };
}

describe('announcing a referral', () => {
  test('renews every card of the passed-on invite', async () => {
    const { ports, invite, referral } = await referred({ revision: 3 });
    for (const to of ['UANA', 'CINVITES']) await ensureCard(ports, { ...invite, revision: 1 }, to);
    await announceReferral(ports, referral);
    const cards = await ports.messages.cardsOf('T1', invite.id);
    expect(cards.map(({ to, wanted }) => [to, wanted])).toEqual([
      ['UANA', 5],
      ['CINVITES', 5],
    ]);
  });

  test('leaves the cards alone that do not show it', async () => {
    const { ports, invite, referral } = await referred({ status: 'accepted' });
    const closed = buildInvite({ job: invite.job, status: 'declined' });
    const open = buildInvite({ job: invite.job });
    for (const one of [closed, open]) {
      await ports.invites.insert(one);
      await ensureCard(ports, { ...one, revision: -9 }, 'UBEN');
    }
    const wanted = async (id: string) => (await ports.messages.cardsOf('T1', id)).map((card) => card.wanted);
    const before = [await wanted(closed.id), await wanted(open.id)];
    await announceReferral(ports, referral);
    expect([await wanted(closed.id), await wanted(open.id)]).toEqual(before);
  });

  test('tells the colleague who was hired so on their own card', async () => {
    const { ports, invite, referral } = await referred({ status: 'accepted', receivedExternalId: 'e-ben' });
    const theirs = buildInvite({
      ...{ externalId: 'e-ben', job: invite.job, status: 'accepted' },
      referredIn: { byName: referral.from.name, referralId: referral.id },
    });
    await ports.invites.insert(theirs);
    await ensureCard(ports, { ...theirs, revision: -9 }, 'UBEN');
    const card = async () => (await ports.messages.cardsOf('T1', theirs.id))[0];
    const { wanted = 0 } = (await card()) ?? {};
    await announceReferral(ports, referral);
    expect((await card())?.wanted).toBe(wanted);
    await ports.referrals.advance(referral, { from: ['accepted'], set: { status: 'hired' }, work: [] });
    await announceReferral(ports, referral);
    const renewed = await card();
    expect(renewed?.wanted).toBeGreaterThan(wanted);
    expect(renewed && (await readMessageContent(ports, renewed))).toMatchObject({ kind: 'invite-card', hired: true });
  });

  test('wants of a card no more than the invite’s own announcement where the job has another id by now', async () => {
    const { ports, invite, referral } = await referred({
      status: 'accepted',
      receivedExternalId: 'e-ben',
      revision: 7,
    });
    const theirs = buildInvite({ externalId: 'e-ben', status: 'accepted', job: { ...invite.job, id: 'upwork:1' } });
    await ports.invites.insert(theirs);
    await ensureCard(ports, theirs, 'UBEN');
    await ports.referrals.advance(referral, { from: ['accepted'], set: { status: 'hired' }, work: [] });
    await announceReferral(ports, referral);
    const [card] = await ports.messages.cardsOf('T1', theirs.id);
    expect(card?.wanted).toBe(theirs.revision);
  });

  test('tells of a step once, whatever comes later', async () => {
    const { ports, referral } = await referred({ status: 'forwarded' });
    const step = { who: 'marketplace', through: 'webhook', at: START } as const;
    const history = [...referral.history, { ...step, what: 'forwarded' }];
    const result = await tell(ports, { ...referral, history });
    expect(result.set?.told).toEqual(['forwarded']);
    const ensured: string[] = [];
    const ensureAll: typeof ports.messages.ensureAll = async (wishes) => {
      ensured.push(...wishes.flatMap(({ message }) => message.event ?? []));
      return wishes.map(() => null);
    };
    const later = { ...referral, ...result.set, history: [...history, { ...step, what: 'accepted' }] };
    expect((await tell({ ...ports, messages: { ...ports.messages, ensureAll } }, later)).set?.told).toContain(
      'accepted',
    );
    expect(ensured).toEqual(['accepted']);
  });

  test('makes no card where there is none: the invite’s own announcement does that', async () => {
    const { ports, invite, referral } = await referred();
    await announceReferral(ports, referral);
    expect(await ports.messages.cardsOf('T1', invite.id)).toEqual([]);
  });

  test('tells the referrer each piece of news once', async () => {
    const { ports, referral } = await referred({ status: 'accepted', history: [line('forwarded'), line('accepted')] });
    await announceReferral(ports, referral);
    await announceReferral(ports, referral);
    expect(ports.dispatched).toEqual(
      ['forwarded', 'accepted'].map((event) => ({
        id: `news.${referral.id}.${event}`,
        tenantId: 'T1',
        kind: 'referral-news',
        referralId: referral.id,
        event,
        to: 'UANA',
        wanted: 1,
        work: [{ id: expect.any(String), job: 'deliver-message', at: START, attempts: 0, isNews: true }],
      })),
    );
  });

  const CHAIN = [
    { slackUserId: 'UCLEO', name: 'Cleo Marsh', referralId: 'r1' },
    { slackUserId: 'UADMIN', name: 'Ada Min', referralId: 'r2' },
  ];

  test('tells everybody who passed it on before of the acceptance and the hire, once each', async () => {
    const { ports, referral } = await referred({ chain: CHAIN, history: [line('forwarded'), line('accepted')] });
    await announceReferral(ports, referral);
    const hired = { from: ['held' as const], set: { status: 'hired' as const }, line: line('hired'), work: [] };
    await ports.referrals.advance(referral, hired);
    for (let times = 0; times < 3; times += 1) await announceReferral(ports, referral);
    const told = (to: string) =>
      ports.dispatched.flatMap((one) => ('event' in one && 'to' in one && one.to === to ? [one.event] : []));
    expect(told('UCLEO')).toEqual(['accepted', 'hired']);
    expect(told('UADMIN')).toEqual(['accepted', 'hired']);
    expect(told('UANA')).toEqual(['forwarded', 'accepted', 'hired']);
  });

  test('is a direct message where its reader wants one, and otherwise stands under their card or nowhere', async () => {
    const { ports, referral } = await referred({ chain: CHAIN, history: [line('forwarded'), line('accepted')] });
    const card = { tenantId: 'T1', id: MESSAGE_IDS.card(referral.inviteId, 'UANA') };
    await ports.messages.ensure({ ...card, kind: 'invite-card', inviteId: referral.inviteId, to: 'UANA', wanted: 1 }, [
      todo('deliver-message', START),
    ]);
    await ports.messages.posted(card, { channel: 'DANA', ts: '1.1' });
    await ports.members.configure('T1', 'UCLEO', { preferences: { ...DEFAULT_PREFERENCES, muted: ['accepted'] } });
    await announceReferral(ports, referral);
    for (const { id } of ports.dispatched.filter((one) => one.id.startsWith('news.'))) {
      const news = await ports.messages.get({ tenantId: 'T1', id });
      if (news) await deliverMessage(ports, news);
    }
    const told = ports.sent.map(({ id, content }) =>
      content.kind === 'referral-news' ? [id, content.direct, content.thread?.ts] : [id],
    );
    expect(told).toEqual([
      [`news.${referral.id}.forwarded`, false, '1.1'],
      [`news.${referral.id}.accepted`, true, '1.1'],
      [`news.${referral.id}.accepted.UADMIN`, true, undefined],
    ]);
  });

  describe('as at most one direct message for each reader', () => {
    const STEPS = ['accepted', 'interviewed', 'hired'] as const;

    async function told(given: { readonly muted?: readonly NewsEvent[]; readonly card?: false } = {}) {
      const { ports, referral } = await referred({ status: 'forwarded', history: [line('forwarded')] });
      const { muted = DEFAULT_PREFERENCES.muted } = given;
      await ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, muted } });
      const card = { tenantId: 'T1', id: MESSAGE_IDS.card(referral.inviteId, 'UANA') };
      const about = { ...card, kind: 'invite-card', inviteId: referral.inviteId, to: 'UANA', wanted: 1 } as const;
      if (given.card !== false) await ports.messages.ensure(about, [todo('deliver-message', START)]);
      await announceReferral(ports, referral);
      await runWork(ports);
      const record = async (step: (typeof STEPS)[number]) => {
        if (step === 'interviewed') await recordMilestone(ports, referral, step, START);
        else await recordReferralOutcome(ports, referral, step, START);
        await announceReferral(ports, referral);
      };
      const news = () =>
        ports.sent.flatMap(({ id, content, ts }) =>
          content.kind === 'referral-news' ? [{ id: id.split('.').at(-1), ts, ...content }] : [],
        );
      return { ports, referral, record, news };
    }

    const shown = (news: Awaited<ReturnType<typeof told>>['news']) =>
      news().map(({ id, direct, since }) => [id, direct, since]);

    test('to which later steps are added, while each stands in the thread', async () => {
      const { ports, record, news } = await told();
      for (const step of STEPS) {
        await record(step);
        await runWork(ports);
      }
      expect(shown(news)).toEqual([
        ['forwarded', false, undefined],
        ['accepted', true, 'hired'],
        ['interviewed', false, undefined],
        ['hired', false, undefined],
      ]);
    });

    test('whatever is delivered first', async () => {
      for (let order = 0; order < 6; order += 1) {
        const { ports, record, news } = await told({ muted: [] });
        for (const step of STEPS) await record(step);
        await runWork(ports, { pick: (count) => order % count });
        expect(news().filter(({ direct }) => direct)).toHaveLength(1);
        expect(news().find(({ direct }) => direct)?.since ?? 'hired').toBe('hired');
      }
    });

    test('in whose own thread the later ones stand where there is no card', async () => {
      const { ports, record, news } = await told({ card: false });
      await record('accepted');
      await runWork(ports);
      await record('hired');
      await runWork(ports);
      const [accepted, hired] = news();
      expect([accepted?.direct, hired?.direct]).toEqual([true, false]);
      expect(hired?.thread?.ts).toBe(accepted?.ts);
    });

    test('which is the first of the steps that the reader wants', async () => {
      const { ports, record, news } = await told({ muted: ['accepted', 'forwarded'] });
      for (const step of STEPS) {
        await record(step);
        await runWork(ports);
      }
      expect(shown(news)).toEqual([
        ['forwarded', false, undefined],
        ['accepted', false, undefined],
        ['interviewed', true, 'hired'],
        ['hired', false, undefined],
      ]);
    });

    test('also when a process dies at any step between the claim and the end', async () => {
      const steps = await dieAtEveryStep(async (dying) => {
        const { ports, referral, record, news } = await told();
        await record('accepted');
        await runOne(
          'deliver-message',
          { tenantId: 'T1', id: MESSAGE_IDS.news(referral.id, 'accepted') },
          dying(ports),
        );
        await record('hired');
        await runWork(ports, { withinMs: 3_600_000 });
        const direct = news().filter((one) => one.direct);
        expect(direct.map(({ id, since = id }) => since)).toEqual(['hired']);
        expect(news().filter(({ id }) => id === 'hired')).toHaveLength(1);
      });
      expect(steps).toBeGreaterThan(14);
    });
  });

  test('tells nothing to somebody whose data was erased', async () => {
    const { ports, referral } = await referred({ history: [line('accepted')] });
    await ports.members.forget('T1', 'UANA', START, () => todo('deliver-message', START));
    await announceReferral(ports, referral);
    expect(ports.dispatched.filter((one) => 'kind' in one && one.kind === 'referral-news')).toEqual([]);
  });

  describe('that went by hand', () => {
    const recommended = async (given: Parameters<typeof buildReferral>[0]) => {
      const history = [line('awaiting-handoff'), line('forwarded')];
      const { ports, referral } = await referred({ status: 'forwarded', history, ...given });
      await announceReferral(ports, referral);
      await announceReferral(ports, referral);
      return ports.dispatched.filter(({ id }) => id === `recommended.${referral.id}`);
    };

    test('tells the colleague once who recommended them', async () => {
      expect(await recommended({})).toMatchObject([{ kind: 'recommended', to: 'UBEN' }]);
    });

    test.each([
      ['before it has gone out', { status: 'awaiting-handoff', history: [line('awaiting-handoff')] }],
      ['where Baton passed it on itself', { history: [line('forwarding'), line('forwarded')] }],
      ['where they have the invite itself', { receivedExternalId: 'ext-9' }],
      ['where they are not in Slack', { to: { name: 'Dora', target: { by: 'person', personId: 'p-dora' } } }],
    ] as const)('says nothing %s', async (_, given) => {
      expect(await recommended(given)).toEqual([]);
    });
  });

  test('of nothing, or when the invite is gone, does what is left to do', async () => {
    const { ports } = await referred();
    const lonely = buildReferral({ history: [line('failed')] });
    await ports.referrals.insert(lonely);
    await announceReferral(ports, { tenantId: 'T1', id: 'none' });
    await announceReferral(ports, { tenantId: 'T2', id: lonely.id });
    expect(ports.dispatched).toEqual([]);
    await announceReferral(ports, lonely);
    expect(ports.dispatched).toMatchObject([{ event: 'failed' }]);
  });
});
