import { describe, expect, test } from '@jest/globals';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation, MarketplaceEvent } from '../../../../src/domain/model/event/event.js';
import { CORRECTED, mergeInvitation } from '../../../../src/domain/model/invite/merge-invitation.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { buildConnection, buildInvitation, buildInvite, buildJob } from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const CONTRACT: Via = { connectionId: 'c-contract', source: 'contract', trust: 90, namesInvitations: true };
const KEY = 'upwork:invitation:1';
const HOUR = 3_600_000;
const BUDGET = { kind: 'fixed', min: 45, max: 45, currency: 'USD' } as const;

const job = buildJob({ id: 'upwork:1' });
const byVollna = (given: Partial<Invitation> = {}) =>
  buildInvitation({ id: 'c-vollna:1', job, freelancer: PEOPLE.ana, ...given });
const byMail = (given: Partial<Invitation> = {}) =>
  buildInvitation({ id: 'c-mail:1', job, freelancer: PEOPLE.ana, ...given });

/** An agency with a connection that tells of invitations and cannot be asked for them. */
async function world() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const { connectionId: id, ...traits } = VOLLNA;
  const { bareIds: _, ...connection } = buildConnection({ id, ...traits, marketplace: 'upwork', can: ['outcomes'] });
  await ports.connections.save(connection);
  let events = 0;
  const hear = async (event: MarketplaceEvent, via = VOLLNA) => {
    events += 1;
    await storeEvent(ports, 'T1', `event-${events}`, event, via);
    await runWork(ports, { withinMs: HOUR });
  };
  const ignored = async () => (await ports.connections.latest({ tenantId: 'T1', id }))?.health.ignored;
  const onJob = () => ports.invites.ofJob('T1', job.id);
  return { ports, hear, ignored, onJob };
}

describe('another source of a known invitation', () => {
  test.each([
    ['the same job and addressee', {}, {}],
    ['a shared identity', { keys: [KEY] }, { keys: [KEY], job: buildJob({ id: 'mail:2' }), freelancer: PEOPLE.ben }],
  ])('is told by %s, also when both come at once', async (_, given, other) => {
    for (const atOnce of [false, true]) {
      const { ports, onJob } = await world();
      const tell = [
        () => receiveInvite(ports, 'T1', byVollna(given), VOLLNA),
        () => receiveInvite(ports, 'T1', byMail(other), MAIL),
      ];
      if (atOnce) await Promise.all(tell.map((one) => one()));
      else for (const one of tell) await one();
      expect(await onJob()).toHaveLength(1);
      const [first, second] = [
        await ports.invites.byExternalId('T1', 'c-vollna:1'),
        await ports.invites.byExternalId('T1', 'c-mail:1'),
      ];
      expect(first).toEqual(second);
      expect(first?.origins.map(({ source }) => source).sort()).toEqual(['email', 'vollna']);
      expect(first?.invitee).toMatchObject({ person: { id: 'p-ana' }, slackUserId: 'UANA' });
    }
  });

  test('fills in what was missing, and its card shows it', async () => {
    const { ports, hear } = await world();
    await hear({ type: 'invitation.created', data: byMail({ letter: '', uncertain: ['letter'] }) }, MAIL);
    await hear({ type: 'invitation.created', data: byVollna({ letter: 'The whole letter.' }) });
    const cards = ports.sent.filter(({ content }) => content.kind === 'invite-card');
    expect(cards).toMatchObject([{ channel: 'DANA', content: { invite: { letter: 'The whole letter.' } } }]);
    expect(await ports.invites.byExternalId('T1', 'c-mail:1')).toMatchObject({ uncertain: [] });
  });

  test('leaves nothing uncertain but what a mail alone has told', async () => {
    const { ports, hear } = await world();
    const uncertain = ['title', 'letter', 'budget', 'expiresAt'] as const;
    const { expiresAt: _, ...mail } = byMail({ letter: '', uncertain });
    const { expiresAt: __, ...other } = byVollna({ letter: '' });
    await hear({ type: 'invitation.created', data: { ...mail, job: { ...job, budget: BUDGET } } }, MAIL);
    expect(await ports.invites.byExternalId('T1', 'c-mail:1')).toMatchObject({ uncertain });
    const { budget: ___, ...without } = job;
    await hear({ type: 'invitation.created', data: { ...other, job: without } });
    expect(await ports.invites.byExternalId('T1', 'c-mail:1')).toMatchObject({ uncertain: ['budget'] });
  });

  test.each([
    ['the contract says it is not', { private: false }, CONTRACT, false],
    ['the contract says so, too', { private: true }, CONTRACT, true],
    ['Vollna does not say', {}, VOLLNA, true],
  ])('knows better than a mail whether the job is private, in any order: %s', async (_, told, via, isPrivate) => {
    const { private: __, ...bare } = job;
    const mail = byMail({ job: { ...bare, private: true }, uncertain: ['private'] });
    const other = byVollna({ id: `${via.connectionId}:1`, job: { ...bare, ...told } });
    for (const first of [true, false]) {
      const { ports } = await world();
      const tell = [() => receiveInvite(ports, 'T1', mail, MAIL), () => receiveInvite(ports, 'T1', other, via)];
      for (const one of [...(first ? tell : tell.toReversed()), ...tell]) await one();
      const invite = await ports.invites.byExternalId('T1', mail.id);
      expect(invite?.job.private).toBe(isPrivate);
      expect(invite?.uncertain ?? []).toEqual(via === VOLLNA ? ['private'] : []);
    }
  });

  test('may tell that a job has become private, and cannot take that back by a late report', async () => {
    const { ports } = await world();
    for (const isPrivate of [false, true, false])
      await receiveInvite(ports, 'T1', byVollna({ id: 'c-contract:1', job: { ...job, private: isPrivate } }), CONTRACT);
    expect(await ports.invites.byExternalId('T1', 'c-contract:1')).toMatchObject({ job: { private: true } });
  });

  test('changes nothing that a person has corrected', () => {
    const invite = buildInvite({ letter: 'As it should be.', ranks: { letter: CORRECTED } });
    expect(mergeInvitation(invite, byVollna({ letter: 'Another, longer letter.' }), VOLLNA)).not.toHaveProperty(
      'letter',
    );
  });

  test('leaves the addressee to a decision that was taken for them, and tells the id of its job', () => {
    const decision = { id: 'd', kind: 'declined', by: 'UANA', byName: 'Ana Lopez', at: START } as const;
    const origins = [{ ...MAIL, externalId: 'c-mail:1' }];
    const invite = buildInvite({ status: 'declined', decision, origins });
    const merged = mergeInvitation(invite, byVollna(), VOLLNA, { slackUserId: 'UBEN' });
    expect({ ...invite, ...merged }).toMatchObject({
      job: { id: job.id },
      invitee: { slackUserId: 'UANA' },
      origins: [{ source: 'email' }, { source: 'vollna' }],
    });
  });
});

describe('two mails of one invitation that name two members', () => {
  const uncertain = ['freelancer'] as const;
  const toAna = byMail({ keys: [KEY], uncertain });
  const toBen = byMail({ id: 'c-mail:2', keys: [KEY], freelancer: PEOPLE.ben, uncertain });

  test.each([
    ['Ana', [toAna, toBen], PEOPLE.ana, 'UANA'],
    ['Ben', [toBen, toAna], PEOPLE.ben, 'UBEN'],
  ] as const)('leave it to the one who was told first: %s', async (_, mails, person, slackUserId) => {
    const { ports, onJob } = await world();
    for (const mail of [...mails, ...mails]) await receiveInvite(ports, 'T1', mail, MAIL);
    expect(await onJob()).toHaveLength(1);
    expect(await ports.invites.byExternalId('T1', toAna.id)).toMatchObject({ invitee: { person, slackUserId } });
  });

  test('leave it to the one whom the certain mail names, in either order', async () => {
    for (const certain of [byMail({ keys: [KEY] }), byMail({ id: 'c-mail:2', keys: [KEY], freelancer: PEOPLE.ben })])
      for (const other of [toAna, toBen].filter(({ id }) => id !== certain.id))
        for (const mails of [
          [certain, other],
          [other, certain],
        ]) {
          const { ports } = await world();
          for (const mail of mails) await receiveInvite(ports, 'T1', mail, MAIL);
          expect(await ports.invites.byExternalId('T1', other.id)).toMatchObject({
            invitee: { person: certain.freelancer },
          });
        }
  });

  test('do not fold the own invite of the second to the same job into it', async () => {
    const { ports } = await world();
    const anas = await receiveInvite(ports, 'T1', toAna, MAIL);
    const bens = await receiveInvite(ports, 'T1', byMail({ id: 'c-mail:3', freelancer: PEOPLE.ben }), MAIL);
    await receiveInvite(ports, 'T1', toBen, MAIL);
    expect(await ports.invites.get(bens)).toEqual(bens);
    expect(await ports.invites.get(anas)).toMatchObject({ status: 'open', invitee: { slackUserId: 'UANA' } });
  });

  test('keep a fuller record of the person', async () => {
    const { ports } = await world();
    const { email: _, ...brief } = PEOPLE.ana;
    await receiveInvite(ports, 'T1', { ...toAna, freelancer: brief }, MAIL);
    await receiveInvite(ports, 'T1', byMail({ id: 'c-mail:2', keys: [KEY], uncertain }), MAIL);
    expect(await ports.invites.byExternalId('T1', toAna.id)).toMatchObject({ invitee: { person: PEOPLE.ana } });
  });
});

test('two ids of a connection that names invitations are two invites, to one job and addressee', async () => {
  const { ports, onJob } = await world();
  await receiveInvite(ports, 'T1', byVollna(), VOLLNA);
  await receiveInvite(ports, 'T1', byVollna({ id: 'c-vollna:2' }), VOLLNA);
  await receiveInvite(ports, 'T1', byVollna({ id: 'c-vollna:2' }), VOLLNA);
  expect(await onJob()).toHaveLength(2);
  await receiveInvite(ports, 'T1', byMail(), MAIL);
  await receiveInvite(ports, 'T1', byMail({ id: 'c-mail:2' }), MAIL);
  expect(await onJob()).toHaveLength(2);
});

describe('what a connection tells of the time before it was made', () => {
  const old = (days: number) => new Date(START.getTime() - days * 24 * HOUR);
  const told = (index: number, given: Partial<Invitation>): Invitation => {
    const { expiresAt: _, ...invitation } = byVollna({ id: `c-vollna:${index}`, job: buildJob() });
    return { ...invitation, ...given };
  };

  test.each([
    ['was declined', { status: 'declined', invitedAt: old(1) }, 'declined'],
    ['has ended', { invitedAt: old(2), expiresAt: old(1) }, 'expired'],
    ['is years old', { invitedAt: old(700) }, 'expired'],
  ] as const)('is no card where it %s, whoever tells of it', async (_, given, status) => {
    const { ports, hear } = await world();
    const once = told(1, { ...given, keys: [KEY] });
    await hear({ type: 'invitation.created', data: once });
    await hear({ type: 'invitation.created', data: { ...once, id: 'c-mail:1', letter: 'A longer letter.' } }, MAIL);
    expect(await ports.invites.byExternalId('T1', 'c-mail:1')).toMatchObject({ status, past: true });
    expect(ports.sent).toEqual([]);
  });

  test('is a card where it can still be answered', async () => {
    const { ports, hear } = await world();
    await hear({ type: 'invitation.created', data: told(1, { invitedAt: old(3) }) });
    expect(ports.sent).toMatchObject([{ channel: 'DANA', content: { invite: { status: 'open' } } }]);
  });

  test('is a card after all once its deadline is put off', async () => {
    const { ports, hear } = await world();
    await hear({ type: 'invitation.created', data: told(1, { invitedAt: old(2), expiresAt: old(1) }) });
    await hear({ type: 'invitation.created', data: told(1, { invitedAt: old(2), expiresAt: old(-30) }) });
    expect(ports.sent).toMatchObject([{ channel: 'DANA', content: { invite: { status: 'open' } } }]);
  });

  test('does not hide what ends afterwards', async () => {
    const { ports, hear } = await world();
    ports.clock.advance(HOUR);
    const invitedAt = ports.clock.now();
    await hear({ type: 'invitation.created', data: told(1, { invitedAt, status: 'withdrawn' }) });
    expect(ports.sent).toMatchObject([{ content: { invite: { status: 'withdrawn' } } }]);
  });
});

describe('a word about an invitation that nobody knows, by a connection that cannot be asked', () => {
  const withdrawn = { id: 'c-vollna:1', status: 'withdrawn', changedAt: START } as const;
  const proposal = {
    id: 'proposal-1',
    invitationId: 'c-vollna:proposal-1',
    status: 'submitted',
    changedAt: START,
    about: { jobId: job.id, freelancer: PEOPLE.ana },
  } as const;
  const events = [
    ['invitation.status_changed', { type: 'invitation.status_changed', data: withdrawn }, 'withdrawn'],
    ['proposal.status_changed', { type: 'proposal.status_changed', data: proposal }, 'accepted'],
  ] as const;

  test.each(events)('is put aside with a count: %s', async (_, event, __) => {
    const { ports, hear, ignored } = await world();
    await hear(event);
    expect(await ignored()).toEqual({ 'unknown-invitation': 1 });
    expect((await ports.events.get({ tenantId: 'T1', id: 'event-1' }))?.work).toEqual([]);
    expect(await ports.worklist.dead()).toEqual([]);
  });

  test.each(events)(
    'ends where that connection was removed meanwhile, since nothing waits for it: %s',
    async (_, event, __) => {
      const { ports, hear } = await world();
      await ports.connections.remove({ tenantId: 'T1', id: 'c-vollna' });
      await hear(event);
      expect((await ports.events.get({ tenantId: 'T1', id: 'event-1' }))?.work).toEqual([]);
      expect(ports.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  test.each(events)('counts once the invitation comes: %s', async (_, event, status) => {
    const { ports, hear } = await world();
    await hear(event);
    ports.clock.advance(10 * 24 * HOUR);
    await hear({ type: 'invitation.created', data: byVollna({ expiresAt: new Date(START.getTime() + 400 * HOUR) }) });
    expect(await ports.invites.byExternalId('T1', 'c-vollna:1')).toMatchObject({ status });
  });

  test('is about the known invite to its job and freelancer, where it cannot name the invitation', async () => {
    const { ports, hear } = await world();
    await hear({ type: 'invitation.created', data: byMail() }, MAIL);
    await hear({ type: 'proposal.status_changed', data: proposal });
    expect(await ports.invites.byExternalId('T1', 'c-mail:1')).toMatchObject({ status: 'accepted' });
  });
});
