import { describe, expect, test } from '@jest/globals';
import { LEASE_MS } from '../../../../jobs/lease.js';
import { MOST_STARTS } from '../../../../jobs/run-job.js';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { stateTold } from '../../../../src/domain/announcing/state-told.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { ensureCard } from '../../../../src/domain/ensuring-messages/ensure-card.js';
import { PlaceReserved, Postponed, Unreachable } from '../../../../src/domain/model/errors.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import type { MessageContent, ShownContent } from '../../../../src/domain/model/views/message-content.js';
import {
  buildConnection,
  buildInvite,
  buildMessage,
  buildPerson,
  buildReferral,
  buildRelay,
} from '../../../support/factories.js';
import { Crash, dieAtEveryStep } from '../../../support/hooked-ports.js';
import { announceInvite, deliverMessage } from '../../../support/job-verbs.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';
import { buildCard, buildNews } from '../../../support/slack-content.js';

const HOURS = 3_600_000;

async function carded() {
  const ports = await agency();
  const { expiresAt: _, ...invite } = buildInvite();
  await ports.invites.insert(invite);
  await announceInvite(ports, invite);
  const card = { tenantId: 'T1', id: `card.${invite.id}.UANA` };
  const again = async () => ports.messages.get(card);
  return { ports, invite, card, again };
}

describe('delivering a message', () => {
  test('posts it once, and remembers where', async () => {
    const { ports, invite, card, again } = await carded();
    await deliverMessage(ports, card);
    expect(await again()).toMatchObject({ posted: { channel: 'DANA', ts: ports.sent[0]?.ts } });
    expect(await again()).not.toHaveProperty('attemptedAt');
    expect(ports.sent).toMatchObject([{ ...card, channel: 'DANA', edits: 0 }]);
    expect(ports.sent[0]?.content).toEqual({
      kind: 'invite-card',
      invite: await ports.invites.get(invite),
      referral: null,
      onward: [],
      relay: null,
      whyNotRefer: null,
      whyNotAsk: null,
      unlinked: false,
      reader: 'UANA',
      marketplace: 'Sandbox',
    });
  });

  test('edits it in place from then on', async () => {
    const { ports, invite, card } = await carded();
    await deliverMessage(ports, card);
    await acceptInvite(ports, ANA, invite.id);
    await deliverMessage(ports, card);
    expect(ports.sent).toMatchObject([{ edits: 1, content: { invite: { status: 'accepted' } } }]);
  });

  test('makes no edit to what the message shows already', async () => {
    const { ports, card, again } = await carded();
    await deliverMessage(ports, card);
    await deliverMessage(ports, card);
    expect(ports.sent).toMatchObject([{ edits: 0 }]);
    expect(await again()).toMatchObject({ shown: expect.any(String) });
  });

  test('an answer that was lost: the next try finds the message and edits it', async () => {
    const { ports, card, again } = await carded();
    ports.messenger.loseAnswer();
    await runWork(ports, { withinMs: HOURS });
    expect(ports.sent).toMatchObject([{ edits: 1 }]);
    expect(await again()).toMatchObject({ posted: { channel: 'DANA', ts: ports.sent[0]?.ts }, work: [] });
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(1);
  });

  test('a try that never reached Slack is made again', async () => {
    const { ports } = await carded();
    ports.messenger.failNext(new Error('down'), 2);
    await runWork(ports, { withinMs: HOURS });
    expect(ports.sent).toMatchObject([{ edits: 0 }]);
  });

  test('a process that dies at any step is finished by another, with one message', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, card, again } = await carded();
      await runOne('deliver-message', card, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(ports.sent).toHaveLength(1);
      expect(await again()).toMatchObject({ posted: { ts: ports.sent[0]?.ts }, work: [] });
    });
    expect(steps).toBeGreaterThan(14);
  });

  test.each([
    ['fails', new Error('503')],
    ['meets a 429', new Postponed(9000, 'slack:T1:DANA')],
    ['waits for a place', new PlaceReserved(9000, 'slack:T1:DANA')],
  ])('a process that dies at any step, and whose successor %s, leaves one message', async (_, error) => {
    await dieAtEveryStep(async (dying) => {
      const { ports, card, again } = await carded();
      await runOne('deliver-message', card, dying(ports));
      ports.messenger.failNext(error);
      await runWork(ports, { withinMs: HOURS });
      expect(ports.sent).toHaveLength(1);
      expect(await again()).toMatchObject({ posted: { ts: ports.sent[0]?.ts }, work: [] });
    });
  });

  test('a message whose workers died is found when an operator replays its delivery', async () => {
    const { ports, card, again } = await carded();
    const finish = async () => {
      throw new Crash('the process died');
    };
    await runOne('deliver-message', card, { ...ports, worklist: { ...ports.worklist, finish } });
    for (let death = 1; death < MOST_STARTS; death += 1) {
      ports.clock.advance(LEASE_MS);
      await ports.worklist.begin('deliver-message', card, ports.clock.now(), LEASE_MS);
    }
    ports.clock.advance(LEASE_MS);
    expect(await runOne('deliver-message', card, ports)).toBe('dead');
    await ports.worklist.retryDead(card, (await again())?.work[0]?.id ?? '', ports.clock.now());
    expect(await runOne('deliver-message', card, ports)).toBe('done');
    expect(ports.sent).toHaveLength(1);
    expect(await again()).toMatchObject({ posted: { ts: ports.sent[0]?.ts }, work: [] });
  });

  test('a second post that happened all the same is removed by whoever made it', async () => {
    const { ports, card, again } = await carded();
    const { post } = ports.messenger;
    ports.messenger.post = async (...args) => {
      ports.messenger.post = post;
      await deliverMessage({ ...ports, messenger: { ...ports.messenger, find: async () => null } }, card);
      return post(...args);
    };
    await deliverMessage(ports, card);
    expect(ports.sent.map(({ deleted }) => deleted)).toEqual([false, true]);
    expect((await again())?.posted).toMatchObject({ ts: ports.sent[0]?.ts });
  });

  test('a deleted card comes back while it still asks', async () => {
    const { ports, invite, card, again } = await carded();
    await deliverMessage(ports, card);
    for (const one of ports.sent) one.deleted = true;
    await ports.invites.advance(invite, { from: ['open'], set: { letter: 'Another letter.' }, work: [] });
    ports.clock.advance(1000);
    await deliverMessage(ports, card);
    expect(ports.sent.map(({ deleted }) => deleted)).toEqual([true, false]);
    expect(await again()).toMatchObject({ posted: { ts: ports.sent[1]?.ts } });
  });

  test('and stays away when it does not, until it asks again', async () => {
    const { ports, invite, card } = await carded();
    await deliverMessage(ports, card);
    for (const one of ports.sent) one.deleted = true;
    await acceptInvite(ports, ANA, invite.id);
    await deliverMessage(ports, card);
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(1);
    await ports.invites.advance(invite, { from: ['accepted'], set: { status: 'open' }, work: [] });
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(2);
  });

  test('deleted news stays away', async () => {
    const { ports } = await carded();
    const referral = buildReferral();
    await ports.referrals.insert(referral);
    const { work: _, ...news } = buildMessage({ kind: 'referral-news', referralId: referral.id, event: 'hired' });
    await ports.messages.ensure(news, []);
    await deliverMessage(ports, news);
    for (const one of ports.sent) one.deleted = true;
    await deliverMessage(ports, news);
    expect(ports.sent).toHaveLength(1);
  });

  test('of nothing, or about nothing, posts nothing', async () => {
    const { ports, card } = await carded();
    await deliverMessage(ports, { tenantId: 'T1', id: 'none' });
    await deliverMessage(ports, { ...card, tenantId: 'T2' });
    const { work: _, ...orphan } = buildMessage({ inviteId: 'gone' });
    await ports.messages.ensure(orphan, []);
    await deliverMessage(ports, orphan);
    expect(ports.sent).toEqual([]);
  });
});

describe('a message that Slack lets nobody edit any more', () => {
  const lock = (ports: MemoryPorts) => {
    for (const one of ports.sent) one.locked = true;
  };
  const open = ({ sent }: MemoryPorts) => sent.filter(({ locked }) => !locked);

  test('is posted anew with the present state, and the new one is edited from then on', async () => {
    const { ports, invite, card, again } = await carded();
    await deliverMessage(ports, card);
    lock(ports);
    await acceptInvite(ports, ANA, invite.id);
    await deliverMessage(ports, card);
    expect(ports.sent).toMatchObject([
      { edits: 0, content: { invite: { status: 'open' } } },
      { channel: 'DANA', edits: 0, content: { invite: { status: 'accepted' } } },
    ]);
    expect(await again()).toMatchObject({ posted: { ts: ports.sent[1]?.ts }, replaces: { ts: ports.sent[0]?.ts } });
    await ports.invites.advance(invite, { from: ['accepted'], set: { status: 'withdrawn' }, work: [] });
    await deliverMessage(ports, card);
    expect(open(ports)).toMatchObject([{ edits: 1, content: { invite: { status: 'withdrawn' } } }]);
  });

  test('stays alone while its reader has nothing to hear', async () => {
    const { ports, invite, card } = await carded();
    await deliverMessage(ports, card);
    lock(ports);
    await ports.invites.advance(invite, { from: ['open'], set: { letter: 'Another letter.' }, work: [] });
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(1);
  });

  test.each([
    ['over', ANA, 1],
    ['open', undefined, 2],
  ])(
    'and that an earlier release posted without its state, is posted anew only while it asks: %s',
    async (_, by, count) => {
      const { ports, invite, card } = await carded();
      const message = buildMessage({ ...card, inviteId: invite.id, to: 'UANA' });
      const content = await readMessageContent(ports, message);
      if (!content) throw new Error('it has no content');
      const { posted } = await ports.messenger.post('T1', message, content);
      await ports.messages.posted(card, posted);
      lock(ports);
      if (by) await acceptInvite(ports, by, invite.id);
      await deliverMessage(ports, card);
      expect(ports.sent).toHaveLength(count);
    },
  );

  test('is posted anew once, wherever a process dies', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, invite, card, again } = await carded();
      await runOne('deliver-message', card, ports);
      lock(ports);
      await acceptInvite(ports, ANA, invite.id);
      await announceInvite(ports, (await ports.invites.get(invite)) ?? invite);
      await runOne('deliver-message', card, dying(ports));
      await runWork(ports, { withinMs: HOURS });
      expect(ports.sent.filter(({ id }) => id === card.id)).toHaveLength(2);
      expect(await again()).toMatchObject({ posted: { ts: ports.sent[1]?.ts }, work: [] });
    });
    expect(steps).toBeGreaterThan(8);
  });

  test('and whose reader cannot be written to either, is told to the managers while it asks', async () => {
    const { ports, invite, card } = await carded();
    await ports.tenants.configure('T1', { managers: ['UBEN'] });
    await runOne('deliver-message', card, ports);
    lock(ports);
    const { post } = ports.messenger;
    ports.messenger.post = async (tenantId, message, content) => {
      if (message.to === 'UANA') throw new Unreachable('messages-off', 'advice');
      return post(tenantId, message, content);
    };
    const later = await ports.invites.advance(invite, {
      from: ['open'],
      set: { expiresAt: new Date(START.getTime() + 48 * HOURS) },
      work: [],
    });
    await announceInvite(ports, later ?? invite);
    await runWork(ports);
    expect(open(ports)).toMatchObject([
      { channel: 'DBEN', content: { kind: 'manager-nudge', unreached: 'messages-off' } },
    ]);
  });

  const about = { kind: 'manager-nudge', whyNotRefer: null } as const;
  const ask = { kind: 'relay-ask', invite: buildInvite(), index: 0 } as const;
  const welcome = { kind: 'welcome', tenantName: 'Agency' } as const;

  test.each<[string, MessageContent, MessageContent]>([
    ['an ask', { ...ask, relay: buildRelay() }, { ...ask, relay: buildRelay({ status: 'cancelled' }) }],
    ['the welcome', { ...welcome, connected: false }, { ...welcome, connected: true }],
    ['direct news', buildNews({ direct: true }), buildNews({ direct: true, since: 'hired' })],
    [
      'a reminder to a manager',
      { ...about, invite: buildInvite() },
      { ...about, invite: buildInvite({ status: 'accepted' }) },
    ],
    ['a card', buildCard(), buildCard({ invite: buildInvite({ status: 'declined' }) })],
  ])('%s tells its reader another word', (_, before, after) => {
    expect(stateTold(before)).toEqual(expect.any(String));
    expect(stateTold(after)).not.toBe(stateTold(before));
  });

  test('feedback that was deleted is removed there', async () => {
    const ports = await agency();
    const feedback = { id: 'f1', tenantId: 'T1', from: { slackUserId: 'UANA', name: 'Ana' }, text: 'Good.', at: START };
    await ports.feedback.insert(feedback);
    await ports.tenants.configure('T1', { feedbackChannel: 'C1' });
    const { work: _, ...message } = buildMessage({ kind: 'feedback', feedbackId: 'f1', to: 'C1' });
    await ports.messages.ensure(message, []);
    await deliverMessage(ports, message);
    lock(ports);
    await ports.members.forget('T1', 'UANA', START, () => todo('deliver-message', START));
    await deliverMessage(ports, message);
    expect(ports.sent).toMatchObject([{ deleted: true }]);
  });
});

describe('a message whose content Slack refuses', () => {
  const refusing = (ports: MemoryPorts, ...calls: ('edit' | 'post' | 'brief edit')[]) => {
    const { edit, post } = ports.messenger;
    const tried: string[] = [];
    const refuse = (call: 'edit' | 'post', content: ShownContent) => {
      const what = content.brief ? `brief ${call}` : call;
      tried.push(what);
      if (calls.some((one) => one === what)) throw new Unreachable('refused', 'Slack says msg_too_long');
    };
    ports.messenger.edit = async (tenantId, message, content, before) => {
      refuse('edit', content);
      return edit(tenantId, message, content, before);
    };
    ports.messenger.post = async (tenantId, message, content, before) => {
      refuse('post', content);
      return post(tenantId, message, content, before);
    };
    return tried;
  };

  async function accepted(...calls: ('edit' | 'post' | 'brief edit')[]) {
    const { ports, invite, card, again } = await carded();
    await runOne('deliver-message', card, ports);
    const tried = refusing(ports, ...calls);
    await acceptInvite(ports, ANA, invite.id);
    await announceInvite(ports, (await ports.invites.get(invite)) ?? invite);
    await runWork(ports);
    return { ports, invite, tried, again };
  }

  test('is edited to its text alone, without buttons that nobody may press any more', async () => {
    const { ports, tried, again } = await accepted('edit');
    expect(ports.sent).toMatchObject([{ content: { brief: true, invite: { status: 'accepted' } } }]);
    expect(tried.slice(0, 2)).toEqual(['edit', 'brief edit']);
    expect(await again()).toMatchObject({ told: expect.stringContaining('accepted'), work: [] });
    expect(ports.log.lines).toContainEqual(expect.objectContaining({ event: 'message.shortened' }));
  });

  test('even so, is posted anew once, in brief where it has to be', async () => {
    const { ports, tried, again } = await accepted('edit', 'brief edit', 'post');
    expect(ports.sent).toMatchObject([
      { edits: 0, content: { invite: { status: 'open' } } },
      { content: { brief: true, invite: { status: 'accepted' } } },
    ]);
    expect(tried.slice(0, 4)).toEqual(['edit', 'brief edit', 'post', 'brief post']);
    expect(await again()).toMatchObject({ posted: { ts: ports.sent[1]?.ts }, replaces: { ts: ports.sent[0]?.ts } });
  });

  test('shows all again once Slack takes it', async () => {
    const { ports, invite, again } = await carded();
    const card = { tenantId: 'T1', id: `card.${invite.id}.UANA` };
    await deliverMessage(ports, card);
    const { edit } = ports.messenger;
    refusing(ports, 'edit');
    await acceptInvite(ports, ANA, invite.id);
    await deliverMessage(ports, card);
    ports.messenger.edit = edit;
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(1);
    expect(ports.sent[0]?.content).not.toHaveProperty('brief');
    expect(await again()).toMatchObject({ shown: expect.not.stringContaining('"brief"') });
  });

  test('stays as it is while it can be answered', async () => {
    const { ports, invite, card } = await carded();
    await deliverMessage(ports, card);
    const tried = refusing(ports, 'edit');
    await ports.invites.advance(invite, {
      from: ['open'],
      set: { expiresAt: new Date(START.getTime() + 48 * HOURS) },
      work: [],
    });
    await expect(deliverMessage(ports, card)).rejects.toThrow(Unreachable);
    expect(tried).toEqual(['edit']);
    expect(ports.sent).toHaveLength(1);
  });

  test('is told to the managers where the card has no buttons any more and the invite is open again', async () => {
    const { ports, invite } = await accepted('edit', 'post');
    await ports.tenants.configure('T1', { managers: ['UBEN'] });
    const reopened = await ports.invites.advance(invite, { from: ['accepted'], set: { status: 'open' }, work: [] });
    await announceInvite(ports, reopened ?? invite);
    await runWork(ports);
    expect(await ports.worklist.dead('T1')).toMatchObject([{ work: { job: 'deliver-message' } }]);
    expect(
      (await ports.messages.nudgesOf('T1', invite.id, 'manager-nudge')).map(({ to, event }) => [to, event]),
    ).toEqual([['UBEN', 'unreached.refused']]);
  });

  test('news are posted as their text alone, and an ask that needs its buttons is not', async () => {
    const { ports, invite } = await carded();
    const { work: _, ...nudge } = buildMessage({
      kind: 'nudge',
      id: 'n1',
      inviteId: invite.id,
      to: 'UANA',
      event: '1',
    });
    await ports.messages.ensure(nudge, []);
    const tried = refusing(ports, 'post');
    await deliverMessage(ports, nudge);
    expect(ports.sent).toMatchObject([{ id: 'n1', content: { kind: 'nudge', brief: true } }]);
    await expect(deliverMessage(ports, { tenantId: 'T1', id: `card.${invite.id}.UANA` })).rejects.toThrow(Unreachable);
    expect(tried).toEqual(['post', 'brief post', 'post']);
  });
});

describe('what a message says', () => {
  test('a card: the invite and its latest referral', async () => {
    const ports = await agency();
    const invite = buildInvite({ invitee: { person: buildPerson() } });
    await ports.invites.insert(invite);
    const referral = buildReferral({ inviteId: invite.id, job: invite.job });
    await ports.referrals.insert(referral);
    const card = buildMessage({ inviteId: invite.id, to: 'UADMIN' });
    expect(await readMessageContent(ports, card)).toEqual({
      kind: 'invite-card',
      invite,
      referral,
      onward: [],
      relay: null,
      whyNotRefer: null,
      whyNotAsk: 'member.unknown',
      unlinked: true,
      alone: true,
      reader: 'UADMIN',
      marketplace: 'Sandbox',
    });
  });

  test('a card that others read than the invited member says so, and stays away once deleted', async () => {
    const ports = await agency();
    const invite = buildInvite();
    await ports.invites.insert(invite);
    const { work: _, ...card } = buildMessage({ id: `card.${invite.id}.C1`, inviteId: invite.id, to: 'C1' });
    await ports.messages.ensure(card, []);
    await deliverMessage(ports, card);
    expect(ports.sent).toMatchObject([{ content: { elsewhere: { name: 'Ana Lopez' }, unlinked: false } }]);
    for (const one of ports.sent) one.deleted = true;
    await deliverMessage(ports, card);
    expect(ports.sent).toHaveLength(1);
  });

  test('a card of nobody’s is told apart where one person alone reads it', async () => {
    const ports = await agency();
    const invite = buildInvite({ invitee: { person: PEOPLE.dora } });
    await ports.invites.insert(invite);
    const read = (to: string) => readMessageContent(ports, buildMessage({ inviteId: invite.id, to }));
    expect(await read('C1')).not.toHaveProperty('alone');
    expect(await read('UADMIN')).toMatchObject({ unlinked: true, alone: true });
    expect(await read('UBEN')).toMatchObject({ unlinked: true, elsewhere: {} });
  });

  test('news: the referral and the step', async () => {
    const ports = await agency();
    const referral = buildReferral();
    await ports.referrals.insert(referral);
    const news = buildMessage({ kind: 'referral-news', referralId: referral.id, event: 'hired' });
    expect(await readMessageContent(ports, news)).toEqual({
      kind: 'referral-news',
      referral,
      event: 'hired',
      invite: null,
      onward: [],
      direct: true,
    });
  });

  test('the welcome: the name, and whether a marketplace is connected', async () => {
    const ports = await agency();
    const welcome = buildMessage({ kind: 'welcome' });
    expect(await readMessageContent(ports, welcome)).toEqual({
      kind: 'welcome',
      tenantName: 'Agency',
      connected: true,
    });
    await ports.connections.disconnect('T1');
    expect(await readMessageContent(ports, welcome)).toMatchObject({ connected: false });
  });

  test.each([
    ['a card of no invite', buildMessage()],
    ['a card of an invite that is gone', buildMessage({ inviteId: 'gone' })],
    ['news of no referral', buildMessage({ kind: 'referral-news', event: 'hired' })],
    ['news of a referral that is gone', buildMessage({ kind: 'referral-news', referralId: 'gone', event: 'hired' })],
    ['news of no step', buildMessage({ kind: 'referral-news', referralId: 'r1' })],
    ['the welcome of a tenant that is gone', buildMessage({ kind: 'welcome', tenantId: 'T9' })],
  ])('nothing: %s', async (_, message) => {
    const ports = await agency();
    await ports.referrals.insert(buildReferral({ id: 'r1' }));
    await ports.connections.save(buildConnection());
    expect(await readMessageContent(ports, message)).toBeNull();
  });
});

describe('wanting a card', () => {
  const setUp = async (given: Parameters<typeof buildInvite>[0]) => {
    const ports = await agency();
    const invite = buildInvite({ revision: 3, ...given });
    await ports.invites.insert(invite);
    await ports.referrals.insert(buildReferral({ inviteId: invite.id, job: invite.job, revision: 5 }));
    return { ports, invite };
  };

  test('wants the revisions of the invite and of every referral of its job', async () => {
    const { ports, invite } = await setUp({ status: 'open' });
    await ensureCard(ports, invite, 'UANA');
    expect(ports.dispatched).toMatchObject([{ id: `card.${invite.id}.UANA`, to: 'UANA', wanted: 8 }]);
  });

  test('of a referred one wants its referral’s revisions too', async () => {
    const { ports, invite } = await setUp({ status: 'referred' });
    await ensureCard(ports, invite, 'CINVITES');
    expect(ports.dispatched).toMatchObject([
      { to: 'CINVITES', wanted: 8, work: [{ job: 'deliver-message', at: START }] },
    ]);
  });

  test('an older revision is never wanted again', async () => {
    const { ports, invite } = await setUp({ status: 'referred' });
    await ensureCard(ports, invite, 'UANA');
    await ensureCard(ports, { ...invite, revision: 2 }, 'UANA');
    await ensureCard(ports, { ...invite, status: 'open' }, 'UANA');
    expect(ports.dispatched).toHaveLength(1);
  });

  test('without its referral wants its own', async () => {
    const { ports } = await setUp({});
    await ensureCard(ports, buildInvite({ status: 'referred', revision: 2 }), 'UANA');
    expect(ports.dispatched).toMatchObject([{ wanted: 2 }]);
  });
});
