import { describe, expect, test } from '@jest/globals';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { reportHandoffDone } from '../../../../src/domain/deciding/report-handoff-done.js';
import type { Via } from '../../../../src/domain/model/connection/connection.js';
import type { Invitation } from '../../../../src/domain/model/event/event.js';
import { addInvite } from '../../../../src/domain/receiving/add-invite.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { buildInvitation, buildJob } from '../../../support/factories.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { ANA, agency, BEN, PEOPLE } from '../../../support/populated-agency.js';

const VOLLNA: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };
const GETMANY: Via = { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true };
const MAIL: Via = { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false };
const UNPROVEN = ['title', 'url', 'letter', 'freelancer', 'invitedAt'] as const;
const [ONE, TWO] = ['1955676881223622657', '1966676881223622657'];
const [JOB_ONE, JOB_TWO] = ['1111111111111111111', '2222222222222222222'];

/** An invitation by Upwork's numbers of itself and of its job. */
const numbered = (via: Via, number: string | undefined, job: string, given: Partial<Invitation> = {}): Invitation =>
  buildInvitation({
    id: `${via.connectionId}:${number ?? job}`,
    keys: number === undefined ? [] : [`upwork:invitation:${number}`],
    job: buildJob({ id: `upwork:${job}`, title: `Job ${job}` }),
    freelancer: PEOPLE.ana,
    ...given,
  });

const openFor = async (ports: MemoryPorts, slackUserId: string) =>
  (await ports.invites.openFor('T1', slackUserId, 9)).map(({ id }) => id).sort();

const PAIRS = [
  ['Vollna and Getmany', VOLLNA, GETMANY],
  ['a proven mail and Vollna', MAIL, VOLLNA],
  ['Vollna and a proven mail', VOLLNA, MAIL],
  ['two proven mails', MAIL, MAIL],
] as const;

describe.each(PAIRS)('two invitations, told of by %s', (_, first, second) => {
  const mixed = (given: Partial<Invitation> = {}) => numbered(MAIL, TWO, JOB_ONE, { uncertain: UNPROVEN, ...given });

  test.each([
    ['with its number', ONE],
    ['without its number', undefined],
  ])(
    'are not tied together by a mail with the job of the one, told %s, and the number of the other',
    async (__, number) => {
      for (const at of [0, 1, 2]) {
        const ports = await agency();
        const tell = [
          () => receiveInvite(ports, 'T1', numbered(first, number, JOB_ONE), first),
          () => receiveInvite(ports, 'T1', numbered(second, TWO, JOB_TWO), second),
        ];
        for (const one of tell.toSpliced(at, 0, () => receiveInvite(ports, 'T1', mixed(), MAIL))) await one();
        const [one, two] = await Promise.all(tell.map((again) => again()));
        expect(one).toMatchObject({ status: 'open', job: { id: `upwork:${JOB_ONE}` } });
        expect(two).toMatchObject({ status: 'open', job: { id: `upwork:${JOB_TWO}` } });
        expect(await openFor(ports, 'UANA')).toEqual(expect.arrayContaining([one?.id, two?.id]));
        expect(one?.id).not.toBe(two?.id);
      }
    },
  );

  test.each([
    ['of the one, told with its number', ONE, `Job ${JOB_ONE}`, 0],
    ['of the one', undefined, ` job ${JOB_ONE.slice(0, 9)}…`, 0],
    ['of the other', ONE, `JOB ${JOB_TWO}`, 1],
    ['of neither', ONE, 'Something else', -1],
  ])(
    'are told of by such a mail once both are known, as far as it has the title %s',
    async (__, number, title, whose) => {
      const ports = await agency();
      const [one, two] = [
        await receiveInvite(ports, 'T1', numbered(first, number, JOB_ONE), first),
        await receiveInvite(ports, 'T1', numbered(second, TWO, JOB_TWO), second),
      ];
      const mail = mixed({ id: 'c-mail:mixed', job: buildJob({ id: `upwork:${JOB_ONE}`, title }) });
      const tied = await receiveInvite(ports, 'T1', mail, MAIL);
      expect([one.id, two.id].indexOf(tied.id)).toBe(whose);
      expect((await receiveInvite(ports, 'T1', mail, MAIL)).id).toBe(tied.id);
      for (const [known, via] of [
        [numbered(first, number, JOB_ONE), first],
        [numbered(second, TWO, JOB_TWO), second],
      ] as const)
        expect([one.id, two.id]).toContain((await receiveInvite(ports, 'T1', known, via)).id);
      expect(await openFor(ports, 'UANA')).toHaveLength(whose < 0 ? 3 : 2);
    },
  );

  test('stay with their members, where a mail to the one has the number of the other', async () => {
    for (const at of [0, 1, 2]) {
      const ports = await agency();
      const to = { freelancer: PEOPLE.ben };
      const tell = [
        () => receiveInvite(ports, 'T1', numbered(first, undefined, JOB_ONE, to), first),
        () => receiveInvite(ports, 'T1', numbered(second, TWO, JOB_TWO), second),
      ];
      for (const one of tell.toSpliced(at, 0, () => receiveInvite(ports, 'T1', mixed(to), MAIL))) await one();
      const [bens, anas] = await Promise.all(tell.map((again) => again()));
      expect(bens).toMatchObject({ invitee: { slackUserId: 'UBEN' }, job: { id: `upwork:${JOB_ONE}` } });
      expect(anas).toMatchObject({ invitee: { slackUserId: 'UANA' }, job: { id: `upwork:${JOB_TWO}` } });
    }
  });

  test('to one job are two, where the client invites again after a decline', async () => {
    const ports = await agency();
    for (const { tenantId, id } of await ports.connections.latestOf('T1'))
      await ports.connections.remove({ tenantId, id });
    const declined = await receiveInvite(ports, 'T1', numbered(first, ONE, JOB_ONE), first);
    await declineInvite(ports, ANA, declined.id, { reasonId: 'busy' });
    await reportHandoffDone(ports, ANA, declined.id);
    const again = await receiveInvite(ports, 'T1', numbered(second, TWO, JOB_ONE), second);
    expect(again).toMatchObject({ status: 'open', keys: [`upwork:invitation:${TWO}`] });
    expect(await receiveInvite(ports, 'T1', numbered(first, ONE, JOB_ONE), first)).toMatchObject({
      id: declined.id,
      status: 'declined',
    });
    expect(await openFor(ports, 'UANA')).toEqual([again.id]);
    const link = `https://www.upwork.com/jobs/~02${JOB_ONE}`;
    const entry = { title: 'As Ana read it', letter: '', facts: { skills: [], client: {} }, link, slackUserId: 'UANA' };
    expect(await addInvite(ports, ANA, entry)).toMatchObject({ isNew: false, invite: { id: again.id } });
  });
});

test('a link that a member enters gives their invite no number of a colleague’s', async () => {
  const entry = {
    title: 'As Ben pasted it',
    letter: '',
    facts: { skills: [], client: {} },
    link: `https://www.upwork.com/jobs/~02${JOB_ONE} https://www.upwork.com/nx/proposals/interview/uid/${TWO}`,
    slackUserId: 'UBEN',
  };
  for (const isTypedFirst of [true, false]) {
    const ports = await agency();
    const tell = () =>
      receiveInvite(ports, 'T1', numbered(VOLLNA, undefined, JOB_ONE, { freelancer: PEOPLE.ben }), VOLLNA);
    if (isTypedFirst) await addInvite(ports, BEN, entry);
    await tell();
    if (!isTypedFirst) await addInvite(ports, BEN, entry);
    const bens = await tell();
    const anas = await receiveInvite(ports, 'T1', numbered(GETMANY, TWO, JOB_TWO), GETMANY);
    expect(bens).toMatchObject({ invitee: { slackUserId: 'UBEN' }, origins: [{}, {}] });
    expect(anas).toMatchObject({ invitee: { slackUserId: 'UANA' }, origins: [{}] });
  }
});

test('the job in an unproven mail is not that of an invite whose source knows no job', async () => {
  const ports = await agency();
  const vollna = numbered(VOLLNA, TWO, JOB_TWO, { job: buildJob({ id: 'vollna:13' }) });
  const known = await receiveInvite(ports, 'T1', vollna, VOLLNA);
  await receiveInvite(ports, 'T1', numbered(MAIL, TWO, JOB_ONE, { uncertain: UNPROVEN }), MAIL);
  const other = await receiveInvite(ports, 'T1', numbered(GETMANY, undefined, JOB_ONE), GETMANY);
  expect(other.id).not.toBe(known.id);
  expect(await ports.invites.get(known)).toMatchObject({ job: { id: `upwork:${JOB_ONE}` }, uncertain: ['url'] });
});
