import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../../../src/domain/model/member/marketplace-accounts.js';
import type { Actor } from '../../../../src/domain/model/member/member.js';
import { link } from '../../../../src/domain/people/link-member.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildInvitation, buildJob } from '../../../support/factories.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const UID = '1955676881223622657';
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const NOBODY = { id: 'upwork:~0ana', name: 'Ana L.' };

const told = (given: Partial<Invitation>) => buildInvitation({ keys: [`upwork:invitation:${UID}`], ...given });
/** A mail that anybody may have sent, and that names Ben. */
const unproven = told({
  id: 'c-mail:1',
  freelancer: PEOPLE.ben,
  job: buildJob({ id: `upwork:invitation:${UID}` }),
  letter: 'Hi',
  uncertain: ['freelancer', 'letter'],
});
const byVollna = told({
  id: 'c-vollna:1',
  freelancer: PEOPLE.ana,
  letter: 'For Ana.',
  job: buildJob({ id: 'upwork:7' }),
});
const ofNobody = { ...byVollna, freelancer: NOBODY };

const hear = async (ports: MemoryPorts, data: Invitation, via: Via): Promise<Invite> => {
  const invite = await receiveInvite(ports, 'T1', data, via);
  await runWork(ports);
  return invite;
};
const enter = (ports: MemoryPorts, by: Actor) => {
  const page = `https://www.upwork.com/nx/proposals/interview/uid/${UID}`;
  const facts = { skills: [], client: {} };
  return addInvite(ports, by, { title: 'Mine', link: page, slackUserId: by.slackUserId, letter: '', facts });
};
const openOf = (ports: MemoryPorts, { slackUserId }: Actor) => ports.invites.openFor('T1', slackUserId, 10);
const linkTo = async (ports: MemoryPorts, slackUserId: string) => {
  await link(ports, 'T1', slackUserId, { ...NOBODY, place: UPWORK, linkedBy: 'hand' });
  await runWork(ports);
};

describe('a proven mail that repeats an unproven one', () => {
  const proven = { ...unproven, freelancer: PEOPLE.ana, uncertain: ['letter'] } as const;

  test('corrects whose the invite is, under the same id', async () => {
    const ports = await agency();
    const { id } = await hear(ports, unproven, MAIL);
    await hear(ports, proven, MAIL);
    expect(await openOf(ports, ANA)).toMatchObject([{ id, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } }]);
    await expectRefusal(declineInvite(ports, BEN, id, { reasonId: 'busy' }), 'invite.notYours');
    await hear(ports, unproven, MAIL);
    expect(await openOf(ports, ANA)).toMatchObject([{ id, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } }]);
  });

  test('gives the invite its claims to the job for that member', async () => {
    const ports = await agency();
    const { id } = await hear(ports, unproven, MAIL);
    await hear(ports, proven, MAIL);
    const { keys: _, ...keyless } = { ...proven, id: 'c-mail-2:1' };
    expect(await hear(ports, keyless, { ...MAIL, connectionId: 'c-mail-2' })).toMatchObject({ id });
  });

  test('is another invite where that was decided, and its repeats are of that one', async () => {
    const ports = await agency();
    const bens = await hear(ports, unproven, MAIL);
    await declineInvite(ports, BEN, bens.id, { reasonId: 'busy' });
    const anas = await hear(ports, proven, MAIL);
    expect(anas).toMatchObject({ status: 'open', invitee: { slackUserId: 'UANA' } });
    expect(await ports.invites.get(bens)).toMatchObject({ status: 'declined', invitee: { person: PEOPLE.ben } });
    for (const again of [proven, unproven]) expect(await hear(ports, again, MAIL)).toMatchObject({ id: anas.id });
  });
});

describe('a decision about what was not certain to be the member’s', () => {
  const DECIDE = {
    declined: (ports: MemoryPorts, id: string) => declineInvite(ports, BEN, id, { reasonId: 'busy' }),
    accepted: (ports: MemoryPorts, id: string) => acceptInvite(ports, BEN, id),
  };
  const stories = (['declined', 'accepted'] as const).flatMap((kind) =>
    [true, false].map((isTyped) => [kind, isTyped ? 'with the entered link' : 'alone', isTyped] as const),
  );

  test.each(stories)('is no decision for the member whose it is: %s, a mail %s', async (kind, _, isTyped) => {
    const ports = await agency();
    if (isTyped) await enter(ports, BEN);
    const bens = await hear(ports, unproven, MAIL);
    await DECIDE[kind](ports, bens.id);
    const anas = await hear(ports, byVollna, VOLLNA);
    expect(await openOf(ports, ANA)).toMatchObject([{ id: anas.id, letter: 'For Ana.' }]);
    expect(await ports.invites.get(bens)).toMatchObject({
      status: kind,
      letter: 'Hi',
      invitee: { slackUserId: 'UBEN' },
    });
    for (const [again, via] of [
      [unproven, MAIL],
      [byVollna, VOLLNA],
    ] as const)
      await hear(ports, again, via);
    expect(await openOf(ports, ANA)).toHaveLength(1);
  });

  test.each([
    ['Ana', 'UANA', 1],
    ['Ben, who has decided it', 'UBEN', 0],
  ])('leaves the invitation to whoever is linked to its person: %s', async (_, slackUserId, open) => {
    const ports = await agency();
    const bens = await hear(ports, unproven, MAIL);
    await declineInvite(ports, BEN, bens.id, { reasonId: 'busy' });
    const other = await hear(ports, ofNobody, VOLLNA);
    expect(other).toMatchObject({ status: 'open', invitee: { person: NOBODY } });
    expect(await ports.invites.get(bens)).toMatchObject({ letter: 'Hi' });
    await linkTo(ports, slackUserId);
    expect(await openOf(ports, { ...ANA, slackUserId })).toHaveLength(open);
    expect((await ports.invites.get(bens))?.status).toBe('declined');
  });
});

describe('a link that a member enters for themselves', () => {
  test('does not keep a colleague from entering the same', async () => {
    const ports = await agency();
    const { invite: bens } = await enter(ports, BEN);
    const { invite: anas, isNew } = await enter(ports, ANA);
    expect(isNew).toBe(true);
    expect((await enter(ports, ANA)).invite.id).toBe(anas.id);
    expect(await hear(ports, byVollna, VOLLNA)).toMatchObject({ id: anas.id, letter: 'For Ana.' });
    expect(await ports.invites.get(bens)).toMatchObject({ letter: '', invitee: { slackUserId: 'UBEN' } });
  });

  test.each([
    ['before', 'Ana', 'UANA'],
    ['after', 'Ana', 'UANA'],
    ['before', 'Ben', 'UBEN'],
    ['after', 'Ben', 'UBEN'],
  ])('%s it is told of somebody who is not linked, leaves it to whom that is: %s', async (when, _, slackUserId) => {
    const ports = await agency();
    if (when === 'before') await enter(ports, BEN);
    const toldOf = await hear(ports, ofNobody, VOLLNA);
    if (when === 'after') await enter(ports, BEN);
    await runWork(ports);
    expect(await openOf(ports, BEN)).toMatchObject([{ letter: '' }]);
    expect(await ports.invites.get(toldOf)).toMatchObject({ invitee: { person: NOBODY } });
    await linkTo(ports, slackUserId);
    const theirs = await openOf(ports, { ...ANA, slackUserId });
    expect(theirs).toMatchObject([{ letter: 'For Ana.' }]);
    expect(await openOf(ports, BEN)).toHaveLength(1);
  });
});

describe('a mail that is not certain to be whom it names', () => {
  const cardsOf = (ports: MemoryPorts, channel: string) =>
    ports.sent.flatMap((sent) =>
      sent.channel === channel && sent.content.kind === 'invite-card' ? [sent.content] : [],
    );
  const orders = [
    ['before', 'Ana', 'UANA'],
    ['after', 'Ana', 'UANA'],
    ['before', 'Ben', 'UBEN'],
    ['after', 'Ben', 'UBEN'],
  ] as const;

  test.each(orders)(
    '%s it is told of somebody who is not linked, leaves it to whoever is linked then: %s',
    async (when, _, slackUserId) => {
      const ports = await agency();
      if (when === 'before') await hear(ports, unproven, MAIL);
      const { id } = await hear(ports, ofNobody, VOLLNA);
      if (when === 'after') await hear(ports, unproven, MAIL);
      const unlinked = await ports.invites.get({ tenantId: 'T1', id });
      expect(unlinked?.invitee).toEqual({ person: NOBODY });
      expect(await openOf(ports, BEN)).toEqual([]);
      expect(cardsOf(ports, 'DBEN')).toMatchObject(when === 'before' ? [{ elsewhere: {} }] : []);
      await linkTo(ports, slackUserId);
      expect(await openOf(ports, { ...ANA, slackUserId })).toMatchObject([{ id, letter: 'For Ana.' }]);
    },
  );

  test('does not outweigh a certain one that names a member, whoever the most trusted source says it is', async () => {
    const proven = { ...byVollna, id: 'c-mail:2', job: unproven.job };
    const reports = [
      [ofNobody, VOLLNA],
      [unproven, MAIL],
      [proven, MAIL],
    ] as const;
    for (const order of [reports, reports.toReversed()]) {
      const ports = await agency();
      for (const [data, via] of order) await hear(ports, data, via);
      expect(await openOf(ports, ANA)).toMatchObject([{ invitee: { person: NOBODY } }]);
      expect(await openOf(ports, BEN)).toEqual([]);
    }
  });

  test('and the link that its member entered are one invite once a certain one names the member', async () => {
    const ports = await agency();
    await enter(ports, BEN);
    await hear(ports, ofNobody, VOLLNA);
    await hear(ports, { ...unproven, id: 'c-mail:2', uncertain: [] }, MAIL);
    expect(await openOf(ports, BEN)).toMatchObject([{ letter: 'For Ana.' }]);
  });
});
