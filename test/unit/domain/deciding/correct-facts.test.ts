import { describe, expect, test } from '@jest/globals';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../../src/domain/asking/cancel-relay.js';
import { correctFacts, prepareCorrection } from '../../../../src/domain/deciding/correct-facts.js';
import { mergeDuplicates } from '../../../../src/domain/lifecycle/merge-duplicate-invites.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { CORRECTED } from '../../../../src/domain/model/invite/merge-invitation.js';
import { whyNoReferral } from '../../../../src/domain/permissions/who-may-refer.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { recordInvitationStatus } from '../../../../src/domain/receiving/record-invitation-status.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildInvitation, buildInvite, buildJob, buildPerson } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(START.getTime() + hours * HOUR);
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };

const budget = { kind: 'fixed', min: 45, max: 45, currency: 'USD' } as const;
const job = buildJob({ id: 'upwork:1', title: 'A job on Upwork', skills: ['Excel'], budget });
const mailed = buildInvitation({
  id: 'c-mail:1',
  job,
  client: { country: 'Norway' },
  freelancer: PEOPLE.ana,
  expiresAt: inHours(2),
  uncertain: ['title', 'letter', 'budget', 'client'],
});

/** Ana's invite, of which a mail alone has told. */
async function read() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const invite = await receiveInvite(ports, 'T1', mailed, MAIL);
  await runWork(ports);
  const now = async () => (await ports.invites.get(invite)) as Invite;
  const cards = () => ports.sent.filter(({ content }) => content.kind === 'invite-card');
  return { ports, invite, now, cards };
}

describe('correcting what was read', () => {
  test('changes the facts, notes who did, and is shown on the card', async () => {
    const { ports, invite, now, cards } = await read();
    const written = {
      title: ' Shop for lamps ',
      budget: '$45 an hour',
      skills: ['Go', ' '],
      name: 'Acme',
      country: undefined,
      expiresAt: inHours(5),
    };
    await correctFacts(ports, ANA, invite.id, written);
    await runWork(ports);
    expect(await now()).toMatchObject({
      status: 'open',
      job: { title: 'Shop for lamps', budget: { ...budget, kind: 'hourly' }, skills: ['Go'] },
      client: { name: 'Acme' },
      expiresAt: inHours(5),
      uncertain: ['letter'],
      corrected: { by: 'UANA', byName: 'Ana Lopez', at: START },
    });
    expect((await now()).client).not.toHaveProperty('country');
    expect((await now()).history.at(-1)).toMatchObject({
      who: 'UANA',
      what: 'corrected',
      detail: 'title, skills, name, country, expiresAt, budget',
    });
    expect(cards()).toMatchObject([
      { channel: 'DANA', content: { invite: { job: { title: 'Shop for lamps' }, corrected: { by: 'UANA' } } } },
    ]);
  });

  test.each([
    ['$45 an hour', '$500', { kind: 'hourly', min: 500, max: 500, currency: 'USD' }],
    ['$45 an hour', '$500 fixed price', { kind: 'fixed', min: 500, max: 500, currency: 'USD' }],
    ['$45 an hour', '30 to 50', { kind: 'hourly', min: 30, max: 50, currency: 'USD' }],
    ['900 EUR fixed', '$500', { kind: 'fixed', min: 500, max: 500, currency: 'USD' }],
    ['900 EUR fixed', 'up to 1.2k', { kind: 'fixed', max: 1200, currency: 'EUR' }],
    ['900 EUR fixed', '40 an hour', { kind: 'hourly', min: 40, max: 40, currency: 'EUR' }],
  ])('of a budget that is %s to %s, leaves what it does not say', async (known, written, expected) => {
    const { ports, invite, now } = await read();
    await correctFacts(ports, ANA, invite.id, { budget: known });
    await correctFacts(ports, ANA, invite.id, { budget: written });
    expect((await now()).job.budget).toEqual(expected);
  });

  test.each([
    ['500', 'invite.badBudget'],
    ['$500', 'invite.budgetWithoutKind'],
    ['up to 30 EUR', 'invite.budgetWithoutKind'],
  ] as const)('is refused with a budget of %s where nothing is known of it', async (written, code) => {
    const { ports, invite } = await read();
    await correctFacts(ports, ANA, invite.id, { budget: undefined });
    await expectRefusal(correctFacts(ports, ANA, invite.id, { budget: written }), code, { field: 'budget' });
  });

  test('is shown to a colleague who is being asked, as what another source tells is', async () => {
    const { ports, invite } = await read();
    const asked = await askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN'], reasonId: 'busy' });
    await runWork(ports);
    const asks = () => ports.sent.filter(({ content }) => content.kind === 'relay-ask');
    expect(asks()).toMatchObject([{ channel: 'DBEN', content: { invite: { job: { title: 'A job on Upwork' } } } }]);
    await correctFacts(ports, ANA, invite.id, { title: 'Shop for lamps' });
    await runWork(ports);
    expect(asks()).toMatchObject([{ edits: 1, content: { invite: { job: { title: 'Shop for lamps' } } } }]);
    const told = {
      ...mailed,
      id: 'c-vollna:1',
      job: { ...job, budget: { ...budget, min: 90, max: 90 } },
      uncertain: [],
    };
    await receiveInvite(ports, 'T1', told, VOLLNA);
    await runWork(ports);
    expect(asks()).toMatchObject([{ edits: 2, content: { invite: { job: { budget: { max: 90 } } } } }]);
    await cancelRelay(ports, ANA, asked.id);
    await runWork(ports);
    expect(asks()).toMatchObject([{ edits: 3, content: { relay: { status: 'cancelled' } } }]);
  });

  test('holds against another source, which still fills in and confirms the rest', async () => {
    const { ports, invite, now } = await read();
    await correctFacts(ports, ANA, invite.id, { title: 'As Ana wrote it', budget: undefined, name: undefined });
    await correctFacts(ports, ANA, invite.id, { title: 'As Ana wrote it then', expiresAt: undefined });
    const told = buildJob({ id: 'upwork:1', title: 'As Vollna tells it', skills: ['Go'], budget });
    const more = { job: told, client: { name: 'Acme', country: 'Norway' }, freelancer: PEOPLE.ana };
    await receiveInvite(ports, 'T1', buildInvitation({ ...mailed, id: 'c-mail:2' }), MAIL);
    await receiveInvite(ports, 'T1', mailed, MAIL);
    const { uncertain: _, ...certain } = mailed;
    await receiveInvite(ports, 'T1', { ...certain, ...more, id: 'c-vollna:1', letter: 'All of it.' }, VOLLNA);
    await receiveInvite(ports, 'T1', mailed, MAIL);
    const { job: kept, client, expiresAt, uncertain, corrected, letter } = await now();
    expect({ kept, client, expiresAt, uncertain, letter }).toMatchObject({
      kept: { title: 'As Ana wrote it then', skills: ['Go'] },
      client: { name: 'Acme', country: 'Norway' },
      expiresAt: undefined,
      uncertain: [],
      letter: 'All of it.',
    });
    expect(kept).not.toHaveProperty('budget');
    expect(corrected).toMatchObject({ by: 'UANA' });
  });

  test('says whether the job is private, against any source', async () => {
    const { ports, invite, now } = await read();
    await receiveInvite(ports, 'T1', { ...mailed, id: 'c-mail:2', job: { ...job, private: true } }, MAIL);
    expect(await now()).toMatchObject({ job: { private: true } });
    await correctFacts(ports, ANA, invite.id, { private: false });
    await receiveInvite(ports, 'T1', { ...mailed, id: 'c-vollna:1', job: { ...job, private: true } }, VOLLNA);
    expect(await now()).toMatchObject({ job: { private: false }, ranks: { private: CORRECTED } });
    expect(await whyNoReferral(ports, await now(), 'UANA')).toBeNull();
  });

  test('moves the time at which the invite expires, or lets it stay open', async () => {
    const { ports, invite, now } = await read();
    await correctFacts(ports, ANA, invite.id, { expiresAt: inHours(5) });
    await runWork(ports, { withinMs: 3 * HOUR });
    expect((await now()).status).toBe('open');
    await runWork(ports, { withinMs: 3 * HOUR });
    expect((await now()).status).toBe('expired');
    const endless = await read();
    await correctFacts(endless.ports, ANA, endless.invite.id, { expiresAt: undefined });
    await runWork(endless.ports, { withinMs: 100 * HOUR });
    expect(await endless.now()).toMatchObject({ status: 'open' });
    expect(await endless.now()).not.toHaveProperty('expiresAt');
  });

  test('ends an invite of several origins at the deadline that a person entered', async () => {
    const ports = await agency({ settings: { nudgeHours: [] } });
    const { expiresAt: _, ...endless } = mailed;
    const invite = await receiveInvite(ports, 'T1', { ...mailed, uncertain: ['expiresAt'] }, MAIL);
    await receiveInvite(ports, 'T1', { ...endless, id: 'c-vollna:1', uncertain: [] }, VOLLNA);
    await correctFacts(ports, ANA, invite.id, { expiresAt: inHours(5) });
    await runWork(ports, { withinMs: 4 * HOUR });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open' });
    await runWork(ports, { withinMs: HOUR });
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'expired' });
  });

  test('changes nothing where the invite says it already', async () => {
    const { ports, invite, now } = await read();
    expect(await correctFacts(ports, ANA, invite.id, { title: 'A job on Upwork', budget: '$45' })).toEqual(await now());
    expect(await now()).not.toHaveProperty('corrected');
  });

  test('goes on from what has changed meanwhile', async () => {
    const { ports, invite, now } = await read();
    const { advance } = ports.invites;
    let other: Promise<unknown> | undefined;
    ports.invites.advance = async (...args) => {
      ports.invites.advance = advance;
      other = correctFacts(ports, ADMIN, invite.id, { title: 'As Ada wrote it', name: 'Acme' });
      await other;
      return advance(...args);
    };
    await correctFacts(ports, ANA, invite.id, { title: 'As Ana wrote it' });
    await other;
    expect(await now()).toMatchObject({
      job: { title: 'As Ana wrote it' },
      client: { name: 'Acme' },
      corrected: { by: 'UANA' },
    });
  });

  test('is for the addressee and managers, of one tenant, while the invite is open and was read', async () => {
    const { ports, invite, now } = await read();
    const title = { title: 'Mine' };
    await expectRefusal(correctFacts(ports, BEN, invite.id, title), 'invite.notYours', { name: 'Ana Lopez' });
    await expectRefusal(correctFacts(ports, buildActor({ tenantId: 'T2' }), invite.id, title), 'invite.notFound');
    const certain = buildInvite({ id: 'certain' });
    await ports.invites.insert(certain);
    await expectRefusal(correctFacts(ports, ANA, certain.id, title), 'invite.certain');
    await expectRefusal(prepareCorrection(ports, ANA, certain.id), 'invite.certain');
    const unlinked = buildInvite({ invitee: { person: buildPerson() }, uncertain: ['title'] });
    await ports.invites.insert(unlinked);
    expect(await correctFacts(ports, BEN, unlinked.id, title)).toMatchObject({ corrected: { by: 'UBEN' } });
    expect(await correctFacts(ports, ADMIN, invite.id, title)).toMatchObject({ corrected: { by: 'UADMIN' } });
    await ports.invites.advance(invite, { from: ['open'], set: { status: 'expired' }, work: [] });
    await expectRefusal(correctFacts(ports, ANA, invite.id, { title: 'Late' }), 'invite.expired');
    expect((await now()).job.title).toBe('Mine');
  });

  test.each([
    ['title', { title: ' ' }, 'invite.noTitle'],
    ['budget', { budget: 'plenty' }, 'invite.badBudget'],
    ['deadline', { expiresAt: inHours(-1) }, 'invite.deadlinePast'],
  ] as const)('is refused with the field %s', async (field, written, code) => {
    const { ports, invite } = await read();
    await expectRefusal(correctFacts(ports, ANA, invite.id, written), code, { field });
  });
});

describe('an invite that a misread deadline has ended', () => {
  const misread = { ...mailed, uncertain: [...(mailed.uncertain ?? []), 'expiresAt'] as const };

  async function ended(invitation: Invitation = misread, via = MAIL) {
    const ports = await agency({ settings: { nudgeHours: [4] } });
    const invite = await receiveInvite(ports, 'T1', invitation, via);
    await runWork(ports, { withinMs: 3 * HOUR });
    const now = async () => (await ports.invites.get(invite)) as Invite;
    expect(await now()).toMatchObject({ status: 'expired' });
    return { ports, invite, now };
  }

  test.each([
    ['without one', undefined, 'open', 1],
    ['with a later one', inHours(5), 'expired', 1],
  ] as const)('opens again %s, and its card asks for an answer', async (_, expiresAt, later, nudges) => {
    const { ports, invite, now } = await ended();
    expect(await correctFacts(ports, ANA, invite.id, { title: 'Lamps', expiresAt })).toMatchObject({
      status: 'open',
      job: { title: 'Lamps' },
      corrected: { by: 'UANA' },
    });
    await receiveInvite(ports, 'T1', misread, MAIL);
    await runWork(ports, { withinMs: HOUR });
    expect(await now()).toMatchObject({ status: 'open' });
    expect((await now()).expiresAt).toEqual(expiresAt);
    const card = ports.sent.find(({ content }) => content.kind === 'invite-card');
    expect(card?.content).toMatchObject({ invite: { status: 'open', job: { title: 'Lamps' } } });
    await runWork(ports, { withinMs: 30 * HOUR });
    expect(await now()).toMatchObject({ status: later, nudges });
  });

  test('stays over with the same deadline, or one that has passed', async () => {
    const { ports, invite, now } = await ended();
    const field = { field: 'deadline' };
    await expectRefusal(correctFacts(ports, ANA, invite.id, { title: 'Lamps' }), 'invite.deadlinePast', field);
    await expectRefusal(correctFacts(ports, ANA, invite.id, {}), 'invite.deadlinePast', field);
    await expectRefusal(correctFacts(ports, ANA, invite.id, { expiresAt: inHours(1) }), 'invite.deadlinePast', field);
    expect(await now()).toMatchObject({ status: 'expired', job: { title: 'A job on Upwork' } });
  });

  test('opens for managers, too, and for nobody else', async () => {
    const { ports, invite } = await ended();
    await expectRefusal(prepareCorrection(ports, BEN, invite.id), 'invite.notYours', { name: 'Ana Lopez' });
    await expectRefusal(correctFacts(ports, BEN, invite.id, { expiresAt: undefined }), 'invite.notYours');
    expect(await correctFacts(ports, ADMIN, invite.id, { expiresAt: undefined })).toMatchObject({ status: 'open' });
  });

  test('opens again and again, as often as a person corrects the deadline', async () => {
    const { ports, invite, now } = await ended();
    await correctFacts(ports, ANA, invite.id, { expiresAt: inHours(5) });
    await runWork(ports, { withinMs: 6 * HOUR });
    expect(await now()).toMatchObject({ status: 'expired' });
    expect(await correctFacts(ports, ANA, invite.id, { expiresAt: inHours(24) })).toMatchObject({ status: 'open' });
  });

  test.each([
    ['the marketplace says so, too', misread, MAIL, true],
    ['its deadline is certain', mailed, MAIL, false],
    ['a source knows it for certain', { ...misread, uncertain: [] }, VOLLNA, false],
  ])('stays over where %s', async (_, invitation, via, isSaid) => {
    const { ports, invite } = await ended(invitation, via);
    const status = { id: invitation.id, status: 'expired', changedAt: inHours(3) } as const;
    if (isSaid) await recordInvitationStatus(ports, 'T1', status, via);
    await expectRefusal(correctFacts(ports, ANA, invite.id, { expiresAt: undefined }), 'invite.expired');
  });
});

test.each([
  ['the one that stays', 'one'],
  ['the one that goes', 'other'],
])('two invites that turn out to be one keep what a person corrected on %s', async (_, name) => {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const corrected = { by: 'UANA', byName: 'Ana Lopez', at: START };
  const ranks = { title: CORRECTED, budget: CORRECTED, expiresAt: CORRECTED };
  const { budget: __, ...bare } = job;
  const { expiresAt: ___, ...plain } = buildInvite();
  const byPerson = { job: { ...bare, title: 'As Ana wrote it' }, ranks, corrected };
  const byMail = { job, expiresAt: inHours(2), uncertain: ['title'] } as const;
  const [one, other] = [name === 'one' ? byPerson : byMail, name === 'one' ? byMail : byPerson].map(
    (given, index): Invite => ({
      ...plain,
      id: `i${index}`,
      externalId: `x${index}`,
      origins: [{ ...MAIL, externalId: `x${index}` }],
      ...given,
    }),
  );
  if (!one || !other) throw new Error('there are two');
  await ports.invites.insert(one);
  await ports.invites.insert(other);
  const kept = await mergeDuplicates(ports, one, other);
  expect(kept).toMatchObject({ id: 'i0', job: { title: 'As Ana wrote it' }, corrected });
  expect(kept?.job).not.toHaveProperty('budget');
  expect(kept).not.toHaveProperty('expiresAt');
});
