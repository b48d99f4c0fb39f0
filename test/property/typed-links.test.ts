import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { declineInvite } from '../../src/domain/deciding/decline-invite.js';
import type { Via } from '../../src/domain/model/connection/connection.js';
import { Refusal } from '../../src/domain/model/errors.js';
import type { Invitation } from '../../src/domain/model/event/event.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../src/domain/model/member/marketplace-accounts.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import { link } from '../../src/domain/people/link-member.js';
import { addInvite } from '../../src/domain/receiving/add-invite.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { buildInvitation, buildJob } from '../support/factories.js';
import type { MemoryPorts } from '../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, PEOPLE } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { runWork } from '../support/run-work.js';

const UID = '1955676881223622657';
const LINK = `https://www.upwork.com/nx/proposals/interview/uid/${UID}`;
const LETTER = 'For Ana alone.';

const mail = (connectionId: string): Via => ({ connectionId, source: 'email', trust: 30, namesInvitations: false });
const vollna: Via = { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true };

const { expiresAt: _, ...ENDLESS } = buildInvitation({ letter: LETTER, keys: [`upwork:invitation:${UID}`] });
const toldBy = ({ connectionId }: Via, given: Partial<Invitation> = {}): Invitation => ({
  ...ENDLESS,
  id: `${connectionId}:1`,
  job: buildJob({ id: `${connectionId}:job` }),
  freelancer: PEOPLE.ana,
  ...given,
});

type Step = (ports: MemoryPorts, times: number) => Promise<unknown>;

/** The ways by which the invitation to Ana may be told: certain ones, and a mail that anybody may have sent. */
const REPORTS = {
  'an unproven mail': [mail('c-mail'), toldBy(mail('c-mail'), { uncertain: ['letter', 'freelancer'] })],
  'a proven mail': [mail('c-mail-2'), toldBy(mail('c-mail-2'), { uncertain: ['letter'] })],
  Vollna: [vollna, toldBy(vollna, { job: buildJob({ id: 'upwork:1' }) })],
} as const;
type Report = keyof typeof REPORTS;

const enter = (ports: MemoryPorts, by: Actor, slackUserId = by.slackUserId) =>
  addInvite(ports, by, { title: 'Entered', link: LINK, slackUserId, letter: '', facts: { skills: [], client: {} } });

const openOf = (ports: MemoryPorts, { slackUserId }: Actor): Promise<Invite[]> =>
  ports.invites.openFor('T1', slackUserId, 10);

const STEPS: Readonly<Record<string, Step>> = {
  ...Object.fromEntries(
    Object.entries(REPORTS).map(([name, [via, data]]) => [
      name,
      (ports: MemoryPorts, times: number) =>
        storeEvent(ports, 'T1', `${data.id}-${times}`, { type: 'invitation.created', data }, via),
    ]),
  ),
  'Ben enters the link': (ports: MemoryPorts) => enter(ports, BEN),
  'Ben declines what is his': async (ports: MemoryPorts) => {
    for (const { id } of await openOf(ports, BEN)) await declineInvite(ports, BEN, id, { reasonId: 'busy' });
  },
};

async function happen(ports: MemoryPorts, step: string, times: number, steps = STEPS): Promise<void> {
  try {
    await steps[step]?.(ports, times);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  await runWork(ports);
}

/** All invites that Ben may see: those whose cards he has. */
const seenByBen = (ports: MemoryPorts): string[] =>
  ports.sent.flatMap(({ channel, content }) =>
    channel === 'DBEN' && content.kind === 'invite-card' ? [content.invite.letter] : [],
  );

/** The letters on the cards that Ben reads, without those that only say whose the invite is. */
const readByBen = (ports: MemoryPorts): string[] =>
  ports.sent.flatMap(({ channel, content }) =>
    channel === 'DBEN' && content.kind === 'invite-card' && !content.elsewhere ? [content.invite.letter] : [],
  );

test('whoever enters a colleague’s link, before or after it is told, is let into nothing and takes nothing away', async () => {
  const story = fc.subarray(Object.keys(REPORTS) as Report[], { minLength: 1 }).chain((told) => {
    const all = [...told, ...told, 'Ben enters the link', 'Ben enters the link', 'Ben declines what is his'];
    return fc.tuple(fc.constant(told), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  await fc.assert(
    fc.asyncProperty(story, async ([told, steps]) => {
      const ports = await agency({ settings: { nudgeHours: [] } });
      for (const [times, step] of steps.entries()) {
        await happen(ports, step, times);
        expect(seenByBen(ports)).not.toContain(LETTER);
      }
      const anas = await openOf(ports, ANA);
      expect(anas).toMatchObject([{ letter: LETTER, status: 'open' }]);
      const tellers = told.map((report) => REPORTS[report][0].connectionId);
      expect(anas[0]?.origins.map(({ connectionId }) => connectionId).sort()).toEqual(tellers.toSorted());
      expect(await ports.worklist.dead()).toEqual([]);
      const again = enter(ports, ADMIN, 'UANA');
      expect(await again).toMatchObject({ invite: { invitee: { slackUserId: 'UANA' } } });
    }),
    { numRuns: propertyRuns(80) },
  );
});

const UNLINKED = { id: 'upwork:~0ana', name: 'Ana L.' };
const getmany: Via = { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true };
const toUnlinked = (via: Via): Invitation => toldBy(via, { freelancer: UNLINKED, job: buildJob({ id: 'upwork:1' }) });
const misread = toldBy(mail('c-mail'), { letter: 'Hi', freelancer: PEOPLE.ben, uncertain: ['letter', 'freelancer'] });

/** The events of an invitation whose person is linked to Ana late, while others take it for Ben's. */
const MISTAKEN: Readonly<Record<string, Step>> = {
  ...STEPS,
  'an unproven mail names Ben': (ports: MemoryPorts, times: number) => tell(ports, misread, mail('c-mail'), times),
  'Vollna tells of somebody': (ports: MemoryPorts, times: number) => tell(ports, toUnlinked(vollna), vollna, times),
  'Getmany tells of somebody': (ports: MemoryPorts, times: number) => tell(ports, toUnlinked(getmany), getmany, times),
  'Ana is linked': (ports: MemoryPorts) => link(ports, 'T1', 'UANA', { ...UNLINKED, place: UPWORK, linkedBy: 'hand' }),
};

const tell = (ports: MemoryPorts, data: Invitation, via: Via, times: number) =>
  storeEvent(ports, 'T1', `${data.id}-${times}`, { type: 'invitation.created', data }, via);

test('what a certain source tells of somebody goes to whoever is linked to them, whoever else it was taken for', async () => {
  const certain = ['Vollna tells of somebody', 'Getmany tells of somebody'];
  const doubtful = ['an unproven mail names Ben', 'Ben enters the link', 'Ben declines what is his'];
  const story = fc
    .tuple(fc.subarray(certain, { minLength: 1 }), fc.subarray(doubtful))
    .map(([some, others]) => [...some, ...others, ...some, ...others, 'Ana is linked'])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const ports = await agency({ settings: { nudgeHours: [] } });
      for (const [times, step] of steps.entries()) {
        await happen(ports, step, times, MISTAKEN);
        expect(readByBen(ports)).not.toContain(LETTER);
        for (const { letter } of await openOf(ports, BEN)) expect(letter).not.toBe(LETTER);
      }
      expect(await openOf(ports, ANA)).toMatchObject([{ letter: LETTER, invitee: { person: UNLINKED } }]);
      expect(await ports.worklist.dead()).toEqual([]);
    }),
    { numRuns: propertyRuns(80) },
  );
});
