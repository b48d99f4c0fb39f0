import { describe, expect, test } from '@jest/globals';
import { answerAsk } from '../../../../src/domain/asking/answer-ask.js';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { mergeDuplicates } from '../../../../src/domain/lifecycle/merge-duplicate-invites.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import { CORRECTED } from '../../../../src/domain/model/invite/merge-invitation.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { link } from '../../../../src/domain/people/link-member.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { buildInvitation, buildInvite, buildJob, buildProfile, buildReferral } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const job = buildJob({ id: 'upwork:1' });
const byVollna = (id = 'c-vollna:1') =>
  buildInvitation({ id, job, letter: '', freelancer: { id: 'vollna:7', name: 'Eve Stone' } });
const byMail = buildInvitation({
  id: 'c-mail:1',
  job,
  letter: 'The letter of the mail.',
  freelancer: { id: 'mailto:eve@home.example', name: 'Eve', email: 'eve@home.example' },
});

async function world() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  await ports.members.save('T1', [buildProfile({ slackUserId: 'UEVE', name: 'Eve Stone', email: 'eve@home.example' })]);
  const linked = () => link(ports, 'T1', 'UEVE', { id: 'vollna:7', name: 'Eve Stone', linkedBy: 'hand' });
  const all = async () => {
    const found = await ports.invites.ofJob('T1', job.id);
    return (await Promise.all(found.map((one) => ports.invites.get(one)))).flatMap((one) => one ?? []);
  };
  return { ports, linked, all };
}

test.each([true, false])(
  'two invites that linking shows to be one are one, the older one (Vollna first: %s)',
  async (first) => {
    const { ports, linked, all } = await world();
    const tell = [() => receiveInvite(ports, 'T1', byVollna(), VOLLNA), () => receiveInvite(ports, 'T1', byMail, MAIL)];
    for (const one of first ? tell : tell.toReversed()) {
      await one();
      await runWork(ports);
      ports.clock.advance(1000);
    }
    expect(await all()).toHaveLength(2);
    await linked();
    await runWork(ports);
    const [stays, goes] = (await all()).toSorted((a) => (a.duplicateOf ? 1 : -1));
    expect(stays).toMatchObject({
      status: 'open',
      letter: 'The letter of the mail.',
      invitee: { slackUserId: 'UEVE' },
      externalId: first ? 'c-vollna:1' : 'c-mail:1',
    });
    expect(stays?.origins.map(({ source }) => source).sort()).toEqual(['email', 'vollna']);
    expect(goes).toMatchObject({ status: 'archived', duplicateOf: stays?.id });
    expect(goes).not.toHaveProperty('claims');
    for (const id of ['c-vollna:1', 'c-mail:1'])
      expect(await ports.invites.byExternalId('T1', id)).toMatchObject({ id: stays?.id });
    await receiveInvite(ports, 'T1', byMail, MAIL);
    await receiveInvite(ports, 'T1', byVollna(), VOLLNA);
    expect((await all()).filter(({ status }) => status === 'open')).toHaveLength(1);
  },
);

test('after linking, another source of the invitation tells of the same invite', async () => {
  const { ports, linked, all } = await world();
  await receiveInvite(ports, 'T1', byVollna(), VOLLNA);
  await linked();
  const freelancer = { id: 'getmany:eve', name: 'Eve S.' };
  await ports.members.link('T1', 'UEVE', [{ ...freelancer, linkedBy: 'hand' }]);
  const getmany: Via = { ...VOLLNA, connectionId: 'c-getmany', source: 'getmany', trust: 70 };
  await receiveInvite(ports, 'T1', { ...byVollna('c-getmany:1'), freelancer }, getmany);
  expect(await all()).toMatchObject([{ origins: [{ source: 'vollna' }, { source: 'getmany' }] }]);
});

test('two invitations that one connection names are two, whoever is linked', async () => {
  const { ports, linked, all } = await world();
  await receiveInvite(ports, 'T1', byVollna(), VOLLNA);
  await receiveInvite(ports, 'T1', byVollna('c-vollna:2'), VOLLNA);
  await linked();
  expect(await all()).toMatchObject([{ status: 'open' }, { status: 'open' }]);
});

test('a report that ties two invites together folds them', async () => {
  const { ports, all } = await world();
  const keys = ['upwork:invitation:1'];
  await receiveInvite(ports, 'T1', { ...byVollna(), keys, job: buildJob({ id: 'vollna:1' }) }, VOLLNA);
  await receiveInvite(ports, 'T1', byMail, MAIL);
  const other: Via = { ...MAIL, connectionId: 'c-mail-2' };
  await receiveInvite(ports, 'T1', { ...byMail, id: 'c-mail-2:1', keys }, other);
  const stays = await ports.invites.byExternalId('T1', 'c-mail:1');
  expect(stays?.origins).toHaveLength(3);
  expect(await ports.invites.byExternalId('T1', 'c-vollna:1')).toEqual(stays);
  expect((await all()).filter(({ status }) => status === 'open')).toHaveLength(1);
});

test('the card of one that gets another id of its job shows it, whatever was referred before', async () => {
  const { ports, linked } = await world();
  const made = { ...byMail, job: { ...job, id: 'upwork:invitation:9' }, keys: ['upwork:invitation:9'] };
  const older = await receiveInvite(ports, 'T1', made, MAIL);
  const undone = { status: 'undone', takesSlot: false, revision: 4 } as const;
  await ports.referrals.insert(buildReferral({ ...undone, inviteId: older.id, job: older.job, work: [] }));
  await runWork(ports);
  ports.clock.advance(1000);
  const younger = await receiveInvite(ports, 'T1', byVollna(), VOLLNA);
  await linked();
  await ports.members.link('T1', 'UEVE', [{ ...made.freelancer, linkedBy: 'hand' }]);
  await runWork(ports);
  const [one, other] = [await ports.invites.get(older), await ports.invites.get(younger)];
  expect(one && other && (await mergeDuplicates(ports, one, other))).toMatchObject({ job: { id: job.id } });
  await runWork(ports);
  const card = ports.sent.find(({ content }) => content.kind === 'invite-card' && content.invite.id === older.id);
  expect(card?.content).toMatchObject({ invite: { job: { id: job.id } } });
});

test('one that only a mail’s deadline has ended opens again, once it is one with an open invite', async () => {
  const { ports, linked, all } = await world();
  const soon = new Date(ports.clock.now().getTime() + 60_000);
  await receiveInvite(ports, 'T1', { ...byMail, expiresAt: soon, uncertain: ['expiresAt'] }, MAIL);
  await runWork(ports, { withinMs: 120_000 });
  const { expiresAt: _, ...endless } = byVollna();
  await receiveInvite(ports, 'T1', endless, VOLLNA);
  expect((await all()).map(({ status }) => status).sort()).toEqual(['expired', 'open']);
  await linked();
  await runWork(ports, { withinMs: 120_000 });
  const [stays] = (await all()).filter(({ duplicateOf }) => duplicateOf === undefined);
  expect(stays).toMatchObject({ status: 'open', externalId: 'c-mail:1', invitee: { slackUserId: 'UEVE' } });
});

describe('a deadline that a person has removed', () => {
  const HOUR = 3_600_000;
  const soon = new Date(START.getTime() + 2 * HOUR);

  /** An invite with a deadline, and the same invitation's other invite, whose deadline Ana has removed. */
  async function withAndWithout(isOlder: boolean) {
    const ports = await agency({ settings: { nudgeHours: [4] } });
    const ids = isOlder ? ['a', 'b'] : ['b', 'a'];
    const [timed, bare] = ids.map((id) => {
      const history = [{ at: START, who: 'marketplace', what: 'open', through: 'webhook' }] as const;
      return buildInvite({ id, externalId: id, origins: [{ ...MAIL, externalId: id }], history });
    });
    if (!timed || !bare) throw new Error('there are no two invites');
    const { expiresAt: _, ...endless } = { ...bare, ranks: { expiresAt: CORRECTED } };
    await ports.invites.insert({ ...timed, expiresAt: soon, work: [todo('expire-invite', soon)] });
    await ports.invites.insert(endless);
    const merged = async () => {
      const [one, other] = await Promise.all([ports.invites.get(timed), ports.invites.get(endless)]);
      return one && other && mergeDuplicates(ports, one, other);
    };
    return { ports, merged, timed };
  }

  test.each([true, false])('ends the two neither before nor after they are one (with it the older: %s)', async (is) => {
    const before = await withAndWithout(is);
    const kept = await before.merged();
    expect(kept).toMatchObject({ id: 'a', status: 'open' });
    await runWork(before.ports, { withinMs: 3 * HOUR });
    const after = await withAndWithout(is);
    await runWork(after.ports, { withinMs: 3 * HOUR });
    expect(await after.ports.invites.get(after.timed)).toMatchObject({ status: 'expired' });
    expect(await after.merged()).toMatchObject({ id: 'a', status: 'open' });
    for (const { ports } of [before, after]) {
      const found = await ports.invites.get({ tenantId: 'T1', id: 'a' });
      expect(found).toMatchObject({ status: 'open', ranks: { expiresAt: CORRECTED } });
      expect(found).not.toHaveProperty('expiresAt');
      await runWork(ports, { withinMs: 48 * HOUR });
      expect(await ports.invites.get({ tenantId: 'T1', id: 'a' })).toMatchObject({ status: 'open', nudges: 1 });
    }
  });
});

describe('the referral that led to one of two invites', () => {
  const referredIn = { byName: 'Ana Lopez', referralId: 'r1' };
  const chain = [{ slackUserId: 'UANA', name: 'Ana Lopez', referralId: 'r1' }];
  const inferred = { referredIn: { byName: 'Ben', referralId: 'r2', inferred: true }, chain: [] } as const;

  test.each([
    ['nothing', {}],
    ['what was inferred', inferred],
    ['a referrer of another agency', { referredIn: { byName: 'Zoe' }, chain: [] }],
  ])('is that of both, before %s of the other', async (_, other) => {
    for (const ids of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const ports = await agency();
      const [one, two] = [{ referredIn, chain }, other].map((fields, index) =>
        buildInvite({
          id: ids[index] ?? '',
          externalId: `x-${index}`,
          ...fields,
          origins: [{ ...MAIL, externalId: `x-${index}` }],
        }),
      );
      if (!one || !two) throw new Error('there are no two invites');
      for (const invite of [one, two]) await ports.invites.insert(invite);
      expect(await mergeDuplicates(ports, two, one)).toMatchObject({ id: 'a', referredIn, chain });
    }
  });
});

test.each(['the older', 'the younger'])(
  'where colleagues are asked about %s one, that one stays, and their yes counts',
  async (which) => {
    const { ports } = await world();
    const to = { job, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } };
    const one = buildInvite({ ...to, origins: [{ ...VOLLNA, externalId: 'c-vollna:1' }], invitedAt: START });
    const two = buildInvite({
      ...to,
      origins: [{ ...MAIL, externalId: 'c-mail:1' }],
      invitedAt: new Date(START.getTime() + 1000),
    });
    await ports.invites.insert(one);
    await ports.invites.insert(two);
    const [asked, other] = which === 'the older' ? [one, two] : [two, one];
    const relay = await askColleagues(ports, ANA, asked.id, { colleagues: ['UBEN'], reasonId: 'busy' });
    await runWork(ports);
    const fresh = async (id: string) => (await ports.invites.get({ tenantId: 'T1', id })) ?? one;
    await mergeDuplicates(ports, await fresh(other.id), await fresh(asked.id));
    await runWork(ports);
    expect(await fresh(other.id)).toMatchObject({ status: 'archived', duplicateOf: asked.id });
    await answerAsk(ports, BEN, relay.id, 'yes');
    await runWork(ports);
    expect(await ports.referrals.get(relay)).toMatchObject({ inviteId: asked.id, to: { slackUserId: 'UBEN' } });
  },
);

describe('where colleagues are asked about both', () => {
  /** Two invites of one invitation, and Ana's question to Ben about the older and to Cleo about the younger one. */
  async function bothAsked() {
    const { ports } = await world();
    const to = { job, invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } };
    const [older, younger] = [VOLLNA, MAIL].map((via, index) =>
      buildInvite({
        ...to,
        origins: [{ ...via, externalId: `x-${index}` }],
        invitedAt: new Date(START.getTime() + index),
      }),
    );
    if (!older || !younger) throw new Error('there are no two invites');
    const ask = async (invite: typeof older, colleague: string) => {
      await ports.invites.insert(invite);
      return askColleagues(ports, ANA, invite.id, { colleagues: [colleague], reasonId: 'busy' });
    };
    const [ben, cleo] = [await ask(older, 'UBEN'), await ask(younger, 'UCLEO')];
    await runWork(ports);
    const merge = async () => {
      const [one, other] = await Promise.all([ports.invites.get(younger), ports.invites.get(older)]);
      return one && other && mergeDuplicates(ports, one, other);
    };
    const status = async ({ id }: typeof ben) => (await ports.relays.get({ tenantId: 'T1', id }))?.status;
    return { ports, older, ben, cleo, merge, status };
  }

  test.each(['before', 'while'])(
    'a yes about the younger one that was given %s they become one counts',
    async (when) => {
      const { ports, older, ben, cleo, merge, status } = await bothAsked();
      const says = () => answerAsk(ports, CLEO, cleo.id, 'yes');
      if (when === 'before') await says();
      expect(await merge()).toMatchObject({ id: older.id });
      if (when === 'while') await says();
      await runWork(ports);
      expect(await ports.referrals.get(cleo)).toMatchObject({ inviteId: older.id, to: { slackUserId: 'UCLEO' } });
      expect(await ports.invites.get(older)).toMatchObject({ status: 'referred' });
      expect([await status(cleo), await status(ben)]).toEqual(['agreed', 'overtaken']);
    },
  );

  test('the question about the younger one ends without a yes, and the other goes on', async () => {
    const { ports, older, ben, cleo, merge, status } = await bothAsked();
    await merge();
    await runWork(ports);
    expect([await status(cleo), await status(ben)]).toEqual(['overtaken', 'asking']);
    await answerAsk(ports, BEN, ben.id, 'yes');
    await runWork(ports);
    expect(await ports.referrals.get(ben)).toMatchObject({ inviteId: older.id, to: { slackUserId: 'UBEN' } });
  });
});

test('an invite that another one makes somebody else’s leaves the claims of a third invitation to them', async () => {
  const ports = await agency();
  const GETMANY: Via = { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true };
  const keys = ['upwork:invitation:1955676881223622657'];
  const told = (id: string, freelancer = PEOPLE.ana) => buildInvitation({ id, job, freelancer });
  const mail = { ...told('c-mail:1', PEOPLE.ben), uncertain: ['freelancer', 'letter'] as const };
  const bens = await receiveInvite(ports, 'T1', mail, MAIL);
  ports.clock.advance(1000);
  const first = await receiveInvite(ports, 'T1', told('c-getmany:1'), GETMANY);
  const again = await receiveInvite(ports, 'T1', { ...told('c-getmany:2'), keys }, GETMANY);
  expect((await receiveInvite(ports, 'T1', { ...mail, keys }, MAIL)).id).toBe(bens.id);
  expect(await ports.invites.get(bens)).toMatchObject({ status: 'open', invitee: { slackUserId: 'UANA' } });
  expect(await ports.invites.get(again)).toMatchObject({ status: 'archived', duplicateOf: bens.id });
  expect(await ports.invites.get(first)).toEqual(first);
});
