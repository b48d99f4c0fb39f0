import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffTrouble } from '../../../../src/domain/deciding/report-handoff-trouble.js';
import { takeBackDecision } from '../../../../src/domain/deciding/take-back-decision.js';
import { giveUpDecision } from '../../../../src/domain/forwarding/forward-decision.js';
import { recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { MarketplaceRefusal } from '../../../../src/domain/model/errors.js';
import type { InviteStatus } from '../../../../src/domain/model/invite/invite.js';
import type { Actor } from '../../../../src/domain/model/member/member.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { buildInvitation, buildInvite } from '../../../support/factories.js';
import { announceInvite, forwardDecision, recordInvitationStatus } from '../../../support/job-verbs.js';
import { ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const refusal = (code: string) => new MarketplaceRefusal(code, `The marketplace says ${code}.`);

/** Ana's invite, whose card is in Slack, in an agency that Cleo manages. */
async function invited(path: 'native' | 'handoff' = 'native') {
  const ports = await agency({ path, settings: { managers: [CLEO.slackUserId] } });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: ANA.slackUserId } });
  await ports.invites.insert(invite);
  await announceInvite(ports, invite);
  await runWork(ports);
  const accept = (by: Actor = ANA) => acceptInvite(ports, by, invite.id);
  /** The marketplace refuses the decision; nothing is delivered yet. */
  const refuse = async (code = 'not-yours') => {
    ports.marketplace.failNext(refusal(code));
    await forwardDecision(ports, invite);
  };
  const told = () => ports.sent.filter(({ content }) => content.kind === 'decision-refused');
  const status = async () => (await ports.invites.get(invite))?.status;
  return { ports, invite, accept, refuse, told, status };
}

describe('a decision that did not go through is told to whoever took it:', () => {
  test('once, in the thread of the card, with the reason', async () => {
    const { ports, invite, accept, refuse, told } = await invited();
    await accept();
    await refuse('bad-request');
    await runWork(ports);
    const [card] = await ports.messages.cardsOf('T1', invite.id);
    const content = { kind: 'decision-refused', decision: 'accepted', whose: 'own', thread: card?.posted };
    expect(told()).toMatchObject([{ channel: 'DANA', content }]);
    expect(told()[0]?.content).toMatchObject({ invite: { status: 'open', trouble: { code: 'bad-request' } } });
  });

  test('a decline as well', async () => {
    const { ports, invite, refuse, told } = await invited();
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy' });
    await refuse('bad-request');
    await runWork(ports);
    expect(told()).toMatchObject([{ content: { decision: 'declined', whose: 'own' } }]);
  });

  test('one that was given up after the last retry', async () => {
    const { ports, invite, accept, told } = await invited();
    await accept();
    await giveUpDecision(ports, invite);
    await runWork(ports);
    expect(told()).toMatchObject([{ content: { invite: { trouble: { code: 'unreachable' } } } }]);
  });

  test.each<InviteStatus>(['declined', 'withdrawn', 'expired', 'archived'])(
    'one whose invitation turns out to be %s',
    async (closed) => {
      const { ports, invite, accept, refuse, told } = await invited();
      await accept();
      const { externalId } = invite;
      ports.marketplace.invitations.set(externalId, buildInvitation({ id: externalId, status: closed as 'expired' }));
      await refuse('invitation-not-open');
      await runWork(ports);
      expect(told()).toMatchObject([
        { channel: 'DANA', content: { decision: 'accepted', invite: { status: closed } } },
      ]);
    },
  );

  test('each refused decision is told for itself', async () => {
    const { ports, accept, refuse, told } = await invited();
    for (const _ of [1, 2]) {
      await accept();
      await refuse('bad-request');
      await runWork(ports);
    }
    expect(told()).toHaveLength(2);
  });

  test('the manager who decided, who has no card, and the member for whom', async () => {
    const { ports, accept, refuse, told } = await invited();
    await accept(CLEO);
    await refuse('bad-request');
    await runWork(ports);
    const [manager, member] = ['DCLEO', 'DANA'].map((to) => told().filter(({ channel }) => channel === to));
    expect(manager).toMatchObject([{ content: { whose: 'behalf' } }]);
    expect(manager?.[0]?.content).not.toHaveProperty('thread');
    expect(member).toMatchObject([{ content: { whose: 'forYou', thread: { channel: 'DANA' } } }]);
  });

  test('whoever decided for a person whom nobody is linked to', async () => {
    const ports = await agency({ settings: { fallbackChannel: 'CINVITES' } });
    const invite = buildInvite({ invitee: { person: PEOPLE.dora } });
    await ports.invites.insert(invite);
    await announceInvite(ports, invite);
    await acceptInvite(ports, BEN, invite.id);
    ports.marketplace.failNext(refusal('bad-request'));
    await forwardDecision(ports, invite);
    await runWork(ports);
    const told = ports.sent.filter(({ content }) => content.kind === 'decision-refused');
    expect(told).toMatchObject([{ channel: 'DBEN', content: { whose: 'own' } }]);
  });
});

describe('a hand-off that is cancelled is told to those who did not say so:', () => {
  test.each<[string, Actor, string[]]>([
    ['the member who decided', ANA, ['DANA']],
    ['the manager who decided, and the member for whom', CLEO, ['DANA', 'DCLEO']],
  ])('%s, where the marketplace closes the invitation', async (_, by, channels) => {
    const { ports, invite, accept, told, status } = await invited('handoff');
    await accept(by);
    await runWork(ports);
    const changedAt = ports.clock.now();
    await recordInvitationStatus(ports, 'T1', { id: invite.externalId, status: 'withdrawn', changedAt });
    await runWork(ports);
    expect(await status()).toBe('withdrawn');
    expect(
      told()
        .map(({ channel }) => channel)
        .sort(),
    ).toEqual(channels);
    expect(told()[0]?.content).toMatchObject({ invite: { trouble: { code: 'invitation-not-open' } } });
  });

  test.each<[Actor, Actor, string[]]>([
    [CLEO, ANA, ['DCLEO']],
    [CLEO, CLEO, ['DANA']],
    [ANA, ANA, []],
  ])('decided by %j, where %j says that it did not work', async (decider, reporter, channels) => {
    const { ports, invite, accept, told, status } = await invited('handoff');
    await accept(decider);
    await runWork(ports);
    await reportHandoffTrouble(ports, reporter, invite.id, { why: 'other', detail: 'No button there.' });
    await runWork(ports);
    expect(await status()).toBe('open');
    expect(told().map(({ channel }) => channel)).toEqual(channels);
  });
});

describe('a referral in somebody’s place that fails', () => {
  const referred = async () => {
    const { ports, invite } = await invited();
    const wish = { colleague: { kind: 'member', slackUserId: BEN.slackUserId }, reasonId: 'busy' } as const;
    const referral = await referInvite(ports, CLEO, invite.id, wish);
    ports.marketplace.failNext(refusal('already-invited'));
    await runWork(ports, { withinMs: 120_000 });
    const news = () => ports.sent.filter(({ id }) => id.startsWith(`news.${referral.id}.failed`));
    return { ports, invite, referral, news };
  };

  test('is told to the referrer, and to whoever referred', async () => {
    const { ports, referral, news } = await referred();
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'failed' });
    const [member, manager] = ['DANA', 'DCLEO'].map((to) => news().filter(({ channel }) => channel === to));
    expect(member).toMatchObject([{ content: { event: 'failed' } }]);
    expect(member?.[0]?.content).not.toHaveProperty('behalf');
    expect(manager).toMatchObject([{ content: { event: 'failed', behalf: true, direct: true } }]);
  });

  test('is corrected for both once it turns out to have arrived', async () => {
    const { ports, referral, news } = await referred();
    await recordReferralOutcome(ports, referral, 'accepted', ports.clock.now());
    await runWork(ports);
    expect(news()).toHaveLength(2);
    for (const { content } of news()) expect(content).toMatchObject({ referral: { status: 'accepted' } });
  });
});

describe('nobody is told', () => {
  test('of a decision that went through', async () => {
    const { ports, accept, told, status } = await invited();
    await accept();
    await runWork(ports);
    expect(await status()).toBe('accepted');
    expect(told()).toEqual([]);
  });

  test('of a hand-off that the member takes back', async () => {
    const { ports, invite, accept, told, status } = await invited('handoff');
    await accept();
    await takeBackDecision(ports, ANA, invite.id);
    await runWork(ports);
    expect(await status()).toBe('open');
    expect(told()).toEqual([]);
  });

  test('of a refusal once the invite is decided again', async () => {
    const { ports, accept, refuse, told, status } = await invited();
    await accept();
    await refuse('bad-request');
    await accept();
    await runWork(ports);
    expect(await status()).toBe('accepted');
    expect(told()).toEqual([]);
  });

  test('of a refusal once the next decision is refused too, but of that one', async () => {
    const { ports, accept, refuse, told } = await invited();
    await accept();
    await refuse('bad-request');
    await accept();
    await refuse('not-allowed');
    await runWork(ports);
    expect(told()).toMatchObject([{ content: { invite: { trouble: { code: 'not-allowed' } } } }]);
  });

  test('whose data was erased meanwhile', async () => {
    const { ports, accept, refuse, told } = await invited();
    await accept(CLEO);
    const now = ports.clock.now();
    await ports.members.forget('T1', CLEO.slackUserId, now, () => todo('publish-home', now));
    await refuse('bad-request');
    await runWork(ports);
    expect(told().map(({ channel }) => channel)).toEqual(['DANA']);
  });
});
