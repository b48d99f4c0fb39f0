import { describe, expect, test } from '@jest/globals';
import { openHome } from '../../../../src/domain/announcing/open-home.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import { UPWORK } from '../../../../src/domain/model/member/marketplace-accounts.js';
import { link } from '../../../../src/domain/people/link-member.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { buildInvitation, buildJob } from '../../../support/factories.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const GETMANY: Via = { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true };
const NOBODY = { id: 'upwork:~0ana', name: 'Ana L.' };
const job = buildJob({ id: 'upwork:7' });
const keys = ['upwork:invitation:1955676881223622657'];

const told = (given: Partial<Invitation>) => buildInvitation({ job, keys, letter: 'Hi', ...given });
const byMail = told({ id: 'c-mail:1', freelancer: PEOPLE.ben, uncertain: ['letter'] });
const unproven: Invitation = { ...byMail, uncertain: ['freelancer', 'letter'] };
const byVollna = told({ id: 'c-vollna:1', freelancer: PEOPLE.ana });
const ofNobody = { ...byVollna, freelancer: NOBODY };

/** The stories in which an invite of Ben’s becomes another person’s. */
const STORIES: Record<string, (ports: MemoryPorts) => Promise<() => Promise<unknown>>> = {
  'by a certain report': async (ports) => {
    await receiveInvite(ports, 'T1', unproven, MAIL);
    return () => receiveInvite(ports, 'T1', byVollna, VOLLNA);
  },
  'by a proven mail': async (ports) => {
    await receiveInvite(ports, 'T1', unproven, MAIL);
    return () => receiveInvite(ports, 'T1', { ...byMail, freelancer: PEOPLE.ana }, MAIL);
  },
  'by linking the person whom a more trusted source names': async (ports) => {
    await receiveInvite(ports, 'T1', byMail, MAIL);
    await receiveInvite(ports, 'T1', ofNobody, VOLLNA);
    return () => link(ports, 'T1', 'UANA', { ...NOBODY, place: UPWORK, linkedBy: 'hand' });
  },
};

const working = { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] };

async function readdressed(story: (typeof STORIES)[string], wait = 0) {
  const ports = await agency({ settings: { nudgeHours: [1, 50, 90], working, managers: ['UCLEO'] } });
  await openHome(ports, BEN);
  const next = await story(ports);
  await runWork(ports, { withinMs: wait });
  const [bens] = await ports.invites.openFor('T1', 'UBEN', 9);
  if (!bens) throw new Error('Ben has no invite');
  await next();
  const shown = (channel: string, kind: string) =>
    ports.sent.flatMap(({ channel: to, content }) => (to === channel && content.kind === kind ? [content] : []));
  return { ports, bens, shown, now: () => ports.invites.get(bens) };
}

describe.each(Object.entries(STORIES))('an invite that becomes another member’s %s', (_, story) => {
  test('has one card of theirs, and no answer is asked of the former', async () => {
    const { ports, bens, shown, now } = await readdressed(story);
    await runWork(ports);
    expect(await ports.invites.openFor('T1', 'UANA', 9)).toMatchObject([{ id: bens.id }]);
    expect(await now()).toMatchObject({ invitee: { slackUserId: 'UANA' } });
    expect(shown('DANA', 'invite-card')).toMatchObject([{ reader: 'UANA' }]);
    expect(shown('DANA', 'invite-card')[0]).not.toHaveProperty('elsewhere');
    expect(shown('DBEN', 'invite-card')).toMatchObject([{ elsewhere: { name: 'Ana Lopez' } }]);
  });

  test('is gone from the former one’s Home and reminders, and is reminded of from the beginning', async () => {
    const { ports, shown, now } = await readdressed(story, 2 * HOUR);
    expect(shown('DBEN', 'nudge')).toHaveLength(1);
    expect(shown('DBEN', 'nudge')[0]).not.toHaveProperty('elsewhere');
    const { homes } = ports.messenger;
    expect(homes.at(-1)).toMatchObject({ slackUserId: 'UBEN', home: { openInvites: [{}] } });
    expect(shown('DCLEO', 'manager-nudge')).toMatchObject([{ invite: { invitee: { slackUserId: 'UBEN' } } }]);
    await runWork(ports, { withinMs: 1000 });
    expect(shown('DCLEO', 'manager-nudge')).toMatchObject([{ invite: { invitee: { slackUserId: 'UANA' } } }]);
    expect(shown('DBEN', 'nudge')).toMatchObject([{ elsewhere: { name: 'Ana Lopez' } }]);
    expect(homes.findLast(({ slackUserId }) => slackUserId === 'UBEN')).toMatchObject({ home: { openInvites: [] } });
    await runWork(ports, { withinMs: 20 * HOUR });
    expect(shown('DBEN', 'nudge')).toHaveLength(1);
    expect(shown('DANA', 'nudge')).toHaveLength(1);
    expect((await now())?.nudges).toBe(1);
  });

  test.each([BEN, ANA])(
    'is not met by another invitation to that job of whoever had it, by that of its own: $name',
    async (whose) => {
      const { ports, bens } = await readdressed(story);
      await runWork(ports);
      const freelancer = whose === BEN ? PEOPLE.ben : PEOPLE.ana;
      const { keys: _keys, ...next } = told({ id: 'c-getmany:1', freelancer });
      const invite = await receiveInvite(ports, 'T1', next, GETMANY);
      await runWork(ports);
      expect(invite.id === bens.id).toBe(whose === ANA);
      expect(await ports.invites.openFor('T1', whose.slackUserId, 9)).toMatchObject([{ id: invite.id }]);
      expect(await ports.invites.openFor('T1', 'UANA', 9)).toMatchObject([{ id: bens.id }]);
    },
  );
});

test('an invite that becomes nobody’s leaves the claims of whoever had it', async () => {
  const { ports, bens, shown, now } = await readdressed(async (given) => {
    await receiveInvite(given, 'T1', unproven, MAIL);
    return () => receiveInvite(given, 'T1', ofNobody, VOLLNA);
  }, 2 * HOUR);
  await runWork(ports, { withinMs: 1000 });
  expect((await now())?.invitee).toEqual({ person: NOBODY });
  expect(shown('DBEN', 'nudge')).toMatchObject([{ elsewhere: {} }]);
  const { keys: _, ...next } = told({ id: 'c-getmany:1', freelancer: PEOPLE.ben });
  expect((await receiveInvite(ports, 'T1', next, GETMANY)).id).not.toBe(bens.id);
});

test('an invite becomes the member’s whose person was linked while a more trusted source told of it', async () => {
  const ports = await agency();
  await receiveInvite(ports, 'T1', byMail, MAIL);
  const { id } = await receiveInvite(ports, 'T1', ofNobody, VOLLNA);
  await ports.members.link('T1', 'UANA', [{ ...NOBODY, place: UPWORK, linkedBy: 'hand' }]);
  await runWork(ports);
  expect(await ports.invites.openFor('T1', 'UANA', 9)).toMatchObject([{ id }]);
});
