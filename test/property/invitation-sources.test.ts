import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { correctFacts, type WrittenCorrections } from '../../src/domain/deciding/correct-facts.js';
import type { Via } from '../../src/domain/model/connection/connection.js';
import type { Invitation, UncertainField } from '../../src/domain/model/event/event.js';
import { isCorrectable, isEndDoubtful } from '../../src/domain/model/invite/apply-corrections.js';
import { endOf as bindingEnd } from '../../src/domain/model/invite/binding-deadline.js';
import type { Fact, Invite } from '../../src/domain/model/invite/invite.js';
import { CORRECTED } from '../../src/domain/model/invite/merge-invitation.js';
import type { Client } from '../../src/domain/model/job/client.js';
import type { Actor } from '../../src/domain/model/member/member.js';
import { link } from '../../src/domain/people/link-member.js';
import { addInvite } from '../../src/domain/receiving/add-invite.js';
import { recordInvitationStatus } from '../../src/domain/receiving/record-invitation-status.js';
import { storeEvent } from '../../src/domain/receiving/store-event.js';
import { type MemoryPorts, START } from '../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../support/populated-agency.js';
import { propertyRuns } from '../support/property-runs.js';
import { runWork } from '../support/run-work.js';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(START.getTime() + hours * HOUR);

/** The ways by which one invitation comes in: two addresses for mail, for equals contradict each other, too. */
const WAYS = {
  contract: { connectionId: 'c-contract', source: 'contract', trust: 90, namesInvitations: true },
  vollna: { connectionId: 'c-vollna', source: 'vollna', trust: 80, namesInvitations: true },
  getmany: { connectionId: 'c-getmany', source: 'getmany', trust: 70, namesInvitations: true },
  manual: { connectionId: 'c-manual', source: 'manual', trust: 50, namesInvitations: false },
  mail: { connectionId: 'c-mail', source: 'email', trust: 30, namesInvitations: false },
  'other mail': { connectionId: 'c-mail-2', source: 'email', trust: 30, namesInvitations: false },
} as const satisfies Record<string, Via>;
type Way = keyof typeof WAYS;
const ALL = Object.keys(WAYS) as Way[];

const word = fc.constantFrom('', 'a', 'bb', 'cc', 'a longer one');
const maybe = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: undefined });

/** Drops what a source does not tell. */
const told = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };

const client: fc.Arbitrary<Client> = fc
  .record({
    name: maybe(fc.constantFrom('Acme', 'Acme Inc.')),
    country: maybe(fc.constantFrom('Norway', 'Sweden')),
    rating: maybe(fc.constantFrom(4, 5)),
    totalSpent: maybe(fc.constantFrom(100, 2_000)),
    paymentVerified: maybe(fc.boolean()),
  })
  .map(told);

const UNCERTAIN: readonly UncertainField[] = [
  ...(['title', 'url', 'letter', 'budget', 'skills', 'private', 'client'] as const),
  ...(['freelancer', 'invitedAt', 'expiresAt'] as const),
];

/** A report of one source about the invitation: the same job and addressee, and any other facts. */
const report = (way: Way): fc.Arbitrary<Invitation> =>
  fc
    .record({
      letter: word,
      title: word,
      skills: fc.subarray(['TypeScript', 'MongoDB']),
      isPrivate: maybe(fc.boolean()),
      invitedAt: fc.constantFrom(at(0), at(-1)),
      expiresAt: maybe(fc.constantFrom(at(24), at(48))),
      url: maybe(fc.constantFrom('https://market.example/i/1', 'https://market.example/invitations/1')),
      amount: maybe(fc.constantFrom(500, 900)),
      client,
      keys: fc.subarray(['upwork:invitation:1']),
      uncertain: fc.subarray([...UNCERTAIN]),
    })
    .map(({ letter, title, skills, isPrivate, invitedAt, expiresAt, url, amount, client: who, keys, uncertain }) => ({
      id: `${WAYS[way].connectionId}:1`,
      status: 'open',
      letter,
      invitedAt,
      job: {
        id: 'upwork:1',
        title,
        url: '',
        skills,
        ...(isPrivate !== undefined && { private: isPrivate }),
        ...(amount !== undefined && { budget: { kind: 'fixed', min: amount, max: amount, currency: 'USD' } }),
      },
      client: who,
      freelancer: PEOPLE.ana,
      ...told({ expiresAt, url }),
      ...(keys.length > 0 && { keys }),
      ...(uncertain.length > 0 && { uncertain }),
    }));

interface Told {
  readonly way: Way;
  readonly data: Invitation;
}

/** Tells the reports in this order, through the real verbs, and returns what is left when nobody looks at the order. */
async function endOf(reports: readonly Told[]) {
  const ports = await agency({ settings: { nudgeHours: [] } });
  for (const [index, { way, data }] of reports.entries()) {
    await storeEvent(ports, 'T1', `event-${index}`, { type: 'invitation.created', data }, WAYS[way]);
    await runWork(ports);
  }
  const found = await ports.invites.ofJob('T1', 'upwork:1');
  const invites = await Promise.all(found.map((one) => ports.invites.get(one)));
  expect(await ports.worklist.dead()).toEqual([]);
  return {
    invites: invites.map((invite) => ({
      status: invite?.status,
      facts: [invite?.letter, invite?.letterCut, invite?.job, invite?.client, invite?.url, invite?.invitee],
      dates: [invite?.invitedAt, invite?.expiresAt],
      uncertain: invite?.uncertain?.toSorted() ?? [],
      keys: invite?.keys ?? [],
      origins: invite?.origins.map(({ connectionId, externalId }) => `${connectionId} ${externalId}`).sort(),
    })),
    cards: ports.sent.filter(({ content }) => content.kind === 'invite-card').map(({ channel }) => channel),
    shown: ports.sent.map(({ content }) => content.kind === 'invite-card' && content.invite.letter),
  };
}

const reportsOf = (ways: readonly Way[]) => fc.tuple(...ways.map((way) => report(way).map((data) => ({ way, data }))));

test('one invitation by any sources, in any order, late and repeated, is one invite with one card', async () => {
  const story = fc
    .uniqueArray(fc.constantFrom(...ALL), { minLength: 2, maxLength: 4 })
    .chain(reportsOf)
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })));
  await fc.assert(
    fc.asyncProperty(story, async ([straight, crooked]) => {
      const end = await endOf(straight);
      expect(end.invites).toHaveLength(1);
      expect(end.cards).toEqual(['DANA']);
      expect(await endOf(crooked)).toEqual(end);
    }),
    { numRuns: propertyRuns(60) },
  );
});

const ADDRESSEES = { UANA: PEOPLE.ana, UBEN: PEOPLE.ben } as const;

/** A report that names one of two members, with or without certainty; an identity that all share makes them one. */
const addressed = (way: Way) =>
  fc.tuple(report(way), fc.constantFrom('UANA', 'UBEN'), fc.boolean()).map(([data, slackUserId, isCertain]) => ({
    way,
    slackUserId,
    rank: WAYS[way].trust - (isCertain ? 0 : 100),
    data: {
      ...data,
      keys: ['upwork:invitation:1'],
      freelancer: ADDRESSEES[slackUserId],
      uncertain: isCertain ? [] : (['freelancer'] as const),
    },
  }));

test('an invitation belongs to the member whom the most trusted report names, and of equals the first, however often each comes', async () => {
  const story = fc
    .subarray(['contract', 'vollna', 'manual'] as const)
    .chain((ways) => fc.tuple(...[...ways, 'mail' as const, 'other mail' as const].map(addressed)))
    .chain((all) => fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }));
  await fc.assert(
    fc.asyncProperty(story, async (reports) => {
      const { invites } = await endOf(reports);
      const [best] = reports.toSorted((one, other) => other.rank - one.rank);
      expect(invites).toHaveLength(1);
      const invitee = { person: ADDRESSEES[best?.slackUserId ?? 'UANA'], slackUserId: best?.slackUserId };
      expect(invites[0]?.facts).toContainEqual(invitee);
    }),
    { numRuns: propertyRuns(60) },
  );
});

/** Invitations of two members, two of them to one job, by Upwork's numbers. */
const NUMBERED = [
  { number: '1', job: 'upwork:1', slackUserId: 'UANA' },
  { number: '2', job: 'upwork:2', slackUserId: 'UANA' },
  { number: '3', job: 'upwork:1', slackUserId: 'UANA' },
  { number: '4', job: 'upwork:4', slackUserId: 'UBEN' },
] as const;

interface Linked {
  readonly number: string;
  readonly job: string;
  readonly slackUserId: keyof typeof ADDRESSEES;
}

const linked = (way: Way, { number, job, slackUserId }: Linked, given: Partial<Invitation>): Told => ({
  way,
  data: {
    id: `${WAYS[way].connectionId}:${number}`,
    status: 'open',
    letter: `For number ${number}`,
    invitedAt: at(0),
    job: { id: job, title: `Number ${number}`, url: '', skills: [], private: false },
    client: {},
    freelancer: ADDRESSEES[slackUserId],
    keys: [`upwork:invitation:${number}`],
    ...given,
  },
});

/** Mails that anybody may have written: the links and the addressee of any invitations, or of none. */
const mixed = fc
  .record({
    number: fc.constantFrom('1', '2', '3', '4', '5'),
    job: fc.constantFrom('upwork:1', 'upwork:2', 'upwork:4'),
    slackUserId: fc.constantFrom('UANA', 'UBEN'),
  })
  .map((links) => linked('other mail', links, { letter: 'Whatever somebody wrote.', uncertain: [...UNCERTAIN] }));

const truths = fc
  .tuple(
    ...NUMBERED.map((one) =>
      fc
        .tuple(fc.subarray(['vollna', 'getmany', 'mail'] as const, { minLength: 1 }), fc.boolean())
        .map(([ways, isAlone]) =>
          ways.map((way) => {
            const keyless = isAlone && way === 'vollna' && one.job !== 'upwork:1';
            return linked(way, one, keyless ? { keys: [] } : {});
          }),
        ),
    ),
  )
  .map((all) => all.flat());

test('two numbers are two invitations, whatever links mails bring together, in any order, and again after the first is over', async () => {
  const story = fc
    .tuple(truths, fc.array(mixed, { maxLength: 4 }))
    .chain(([certain, mails]) =>
      fc.shuffledSubarray([...certain, ...certain, ...mails], { minLength: certain.length * 2 }),
    )
    .chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 })));
  await fc.assert(
    fc.asyncProperty(story, async ([all, over]) => {
      const ports = await agency({ settings: { nudgeHours: [] } });
      for (const [index, { way, data }] of all.entries()) {
        await storeEvent(ports, 'T1', `event-${index}`, { type: 'invitation.created', data }, WAYS[way]);
        await runWork(ports);
        const first = index === over ? await ports.invites.byExternalId('T1', 'c-vollna:1') : null;
        if (first)
          await recordInvitationStatus(
            ports,
            'T1',
            { id: 'c-vollna:1', status: 'withdrawn', changedAt: at(0) },
            WAYS.vollna,
          );
      }
      const [told, ids] = [new Set<string | undefined>(), new Set<string | undefined>()];
      for (const { way, data } of all.filter(({ way }) => way !== 'other mail')) {
        const invite = await ports.invites.byExternalId('T1', data.id);
        const own = NUMBERED.find(({ number }) => data.id.endsWith(`:${number}`));
        told.add(own?.number);
        ids.add(invite?.id);
        expect({ way, ...invite }).toMatchObject({
          way,
          status: own?.number === '1' ? expect.stringMatching('open|withdrawn') : 'open',
          letter: data.letter,
          job: { id: own?.job, title: data.job.title },
          invitee: { slackUserId: own?.slackUserId },
        });
      }
      expect(ids.size).toBe(told.size);
      expect(await ports.worklist.dead()).toEqual([]);
    }),
    { numRuns: propertyRuns(60) },
  );
});

test('a mail with the number of an invitation ends in it or beside it, whichever came first', async () => {
  const certain = fc.subarray(['vollna', 'getmany', 'mail'] as const, { minLength: 1 });
  const mail = fc.record({
    number: fc.constantFrom('1', '5'),
    job: fc.constantFrom('upwork:1', 'upwork:2'),
    title: fc.constantFrom('Number 1', 'NUMBER…', 'Something else'),
  });
  const story = fc
    .tuple(certain, mail)
    .map(([ways, { title, ...links }]) => [
      ...ways.map((way) => linked(way, NUMBERED[0], {})),
      linked(
        'other mail',
        { ...links, slackUserId: 'UANA' },
        {
          letter: 'Whatever.',
          uncertain: [...UNCERTAIN],
          job: { id: links.job, title, url: '', skills: [], private: false },
        },
      ),
    ])
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })));
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(story, async ([straight, crooked]) => {
      const [end, other] = [await invitesAfter(straight), await invitesAfter(crooked)];
      seen.add(end.length);
      expect(other).toEqual(end);
    }),
    { numRuns: propertyRuns(100) },
  );
  expect([...seen].sort()).toEqual([1, 2]);
});

/** Processes these reports in order, and returns the open invites, each with what told of it. */
async function invitesAfter(reports: readonly Told[]) {
  const ports = await agency({ settings: { nudgeHours: [] } });
  for (const [index, { way, data }] of reports.entries()) {
    await storeEvent(ports, 'T1', `event-${index}`, { type: 'invitation.created', data }, WAYS[way]);
    await runWork(ports);
  }
  const open = await ports.invites.openFor('T1', 'UANA', 9);
  return open
    .map(({ origins, job, letter, keys, invitee }) => ({
      told: origins.map(({ externalId }) => externalId).sort(),
      facts: [job, letter, keys?.toSorted(), invitee],
    }))
    .sort((a, b) => (String(a.told) < String(b.told) ? -1 : 1));
}

/** Corrections that Ana may make: what no source tells, or that there is no such fact. */
const corrections: fc.Arbitrary<WrittenCorrections> = fc.record(
  {
    title: fc.constant('As Ana wrote it'),
    skills: fc.constantFrom([], ['Kafka']),
    private: fc.boolean(),
    budget: fc.constantFrom(undefined, '$45 an hour'),
    name: fc.constantFrom(undefined, 'Lamps'),
    country: fc.constantFrom(undefined, 'Denmark'),
    expiresAt: fc.constantFrom(undefined, at(36)),
  },
  { requiredKeys: [] },
);

const factsOf = ({ job, client, expiresAt, letter, url }: Invite) => ({ ...job, ...client, expiresAt, letter, url });

/** Tells the reports with a correction behind one of them. @returns the facts at the end, and the corrected ones */
async function endWith(reports: readonly Told[], written: WrittenCorrections, behind: number) {
  const ports = await agency({ settings: { nudgeHours: [] } });
  const now = () => onlyInvite(ports);
  let corrected = {};
  for (const [index, { way, data }] of reports.entries()) {
    await storeEvent(ports, 'T1', `event-${index}`, { type: 'invitation.created', data }, WAYS[way]);
    await runWork(ports);
    const invite = await now();
    if (index !== behind || !isCorrectable(invite)) continue;
    const after = await correctFacts(ports, ANA, invite.id, written);
    const isTheirs = ([fact]: [string, unknown]) => after.ranks?.[fact as Fact] === CORRECTED;
    const told = { name: undefined, country: undefined, budget: undefined, ...factsOf(after) };
    corrected = Object.fromEntries(Object.entries(told).filter(isTheirs));
  }
  return { facts: factsOf(await now()), corrected };
}

test('what a person has corrected stays, whatever was told before and is told afterwards, and the rest is as without it', async () => {
  const story = fc
    .uniqueArray(fc.constantFrom(...ALL), { minLength: 1, maxLength: 3 })
    .chain(reportsOf)
    .chain((all) => fc.tuple(fc.shuffledSubarray([...all, ...all], { minLength: all.length }), corrections, fc.nat(2)));
  const seen = { corrected: 0 };
  await fc.assert(
    fc.asyncProperty(story, async ([told, written, behind]) => {
      const { facts, corrected } = await endWith(told, written, behind % told.length);
      expect(facts).toEqual({ ...(await endWith(told, {}, 0)).facts, ...corrected });
      seen.corrected += Object.keys(corrected).length;
    }),
    { numRuns: propertyRuns(100) },
  );
  expect(seen.corrected).toBeGreaterThan(0);
});

test('the clock ends an invite exactly where a deadline binds and has passed, whatever is told or corrected then', async () => {
  const tells = fc.constantFrom(...ALL).chain((way) => report(way).map((data) => ({ way, data })));
  const waits = fc.record({ hours: fc.constantFrom(1, 13, 30) });
  const corrects = fc.record({ inHours: fc.constantFrom(undefined, 1, 20) });
  const story = fc.tuple(tells, fc.array(fc.oneof(tells, waits, corrects), { minLength: 3, maxLength: 10 }));
  const seen = { expired: 0, reopened: 0 };
  await fc.assert(
    fc.asyncProperty(story, async ([first, steps]) => {
      const ports = await agency({ settings: { nudgeHours: [4, 40] } });
      let before: Invite | null = null;
      for (const [index, step] of [first, ...steps].entries()) {
        if ('way' in step) {
          const told = { type: 'invitation.created', data: step.data } as const;
          await storeEvent(ports, 'T1', `event-${index}`, told, WAYS[step.way]);
        } else if ('inHours' in step && before) await correctDeadline(ports, before, step.inHours);
        await runWork(ports, 'hours' in step ? { withinMs: step.hours * HOUR } : {});
        const invite: Invite = await onlyInvite(ports);
        const end = bindingEnd(invite);
        const isOver = end !== undefined && end <= ports.clock.now();
        expect({ end, status: invite.status }).toEqual({ end, status: isOver ? 'expired' : 'open' });
        seen.expired += Number(isOver);
        seen.reopened += Number(before?.status === 'expired' && !isOver);
        before = invite;
      }
      expect(await ports.worklist.dead()).toEqual([]);
    }),
    { numRuns: propertyRuns(100) },
  );
  expect(seen.expired).toBeGreaterThan(0);
  expect(seen.reopened).toBeGreaterThan(0);
});

async function onlyInvite(ports: MemoryPorts): Promise<Invite> {
  const [known] = await ports.invites.ofJob('T1', 'upwork:1');
  const invite = known && (await ports.invites.get(known));
  if (!invite) throw new Error('there is no invite');
  return invite;
}

/** Corrects the deadline as the card offers it: removes it, or sets it to so many hours from now. */
async function correctDeadline(ports: MemoryPorts, invite: Invite, inHours: number | undefined): Promise<void> {
  if (!isCorrectable(invite) || (invite.status !== 'open' && !isEndDoubtful(invite))) return;
  const expiresAt = inHours === undefined ? undefined : new Date(ports.clock.now().getTime() + inHours * HOUR);
  await correctFacts(ports, ANA, invite.id, { expiresAt });
}

test('each pair of sources makes one invite, whichever tells first', async () => {
  for (const [index, one] of ALL.entries())
    for (const other of ALL.slice(index + 1)) {
      const pair = fc.sample(reportsOf([one, other]), 1)[0] ?? [];
      const end = await endOf(pair);
      expect({ one, other, ...(await endOf(pair.toReversed())) }).toEqual({ one, other, ...end });
      expect(end.invites).toMatchObject([{ status: 'open' }]);
      expect(end.cards).toEqual(['DANA']);
    }
});

/** Ana, whom nobody has linked to a person of the marketplace, and two connections to marketplaces by the contract. */
async function unlinked() {
  const ports = await agency({ settings: { nudgeHours: [] } });
  await ports.members.link('T1', ANA.slackUserId, []);
  return ports;
}

const { email: _, ...NAMELESS } = PEOPLE.ana;
const OTHER_CONTRACT: Via = { ...WAYS.contract, connectionId: 'c-contract-2' };
const PAGE = 'https://market.example/jobs/7';

/** What may happen to one invitation on a marketplace of its own: its ids differ by who tells, its page is the same. */
const HAPPENINGS = {
  'the contract tells': (ports) => tellOfPage(ports, WAYS.contract),
  'another connection by the contract tells': (ports) => tellOfPage(ports, OTHER_CONTRACT),
  'Ana adds it': (ports) => addByPage(ports, ANA, PAGE),
  'a manager adds it, with tracking in its address': (ports) => addByPage(ports, ADMIN, `${PAGE}/?utm_source=mail#top`),
  'Ana is linked': (ports) => link(ports, 'T1', ANA.slackUserId, { ...NAMELESS, linkedBy: 'hand' }),
} as const satisfies Record<string, (ports: MemoryPorts) => Promise<unknown>>;
type Happening = keyof typeof HAPPENINGS;
const EVERY = Object.keys(HAPPENINGS) as Happening[];

function tellOfPage(ports: MemoryPorts, via: Via): Promise<unknown> {
  const id = (what: string) => `${via.connectionId}:${what}`;
  const job = { id: id('job'), title: 'Told', url: PAGE, skills: ['MongoDB'], private: false };
  const told = { status: 'open', letter: 'As told.', invitedAt: at(0), client: {}, freelancer: NAMELESS } as const;
  const event = { type: 'invitation.created', data: { ...told, id: id('1'), job } } as const;
  return storeEvent(ports, 'T1', id('event'), event, via);
}

function addByPage(ports: MemoryPorts, by: Actor, link: string): Promise<unknown> {
  const facts = { skills: [], client: { country: 'Norway' } };
  return addInvite(ports, by, { title: 'Entered', link, slackUserId: ANA.slackUserId, letter: '', facts });
}

async function endAfter(happenings: readonly Happening[]) {
  const ports = await unlinked();
  for (const happening of happenings) {
    await HAPPENINGS[happening](ports);
    await runWork(ports);
  }
  const open = await ports.invites.openFor('T1', ANA.slackUserId, 10);
  const invites = await Promise.all(open.map((one) => ports.invites.get(one)));
  return {
    invites: invites.map((invite) => ({
      facts: [invite?.job, invite?.client, invite?.letter, invite?.invitee.slackUserId],
      origins: invite?.origins.map(({ connectionId, externalId }) => `${connectionId} ${externalId}`).sort(),
    })),
    unaddressed: await ports.invites.countOpen('T1', null),
    cards: ports.sent.filter(
      ({ channel, content }) =>
        channel === 'DANA' && content.kind === 'invite-card' && content.invite.status === 'open',
    ).length,
  };
}

test('an invitation elsewhere, told of by the contract and added by hand from its page, is one invite with one card in any order', async () => {
  const needed: readonly Happening[] = ['the contract tells', 'Ana adds it', 'Ana is linked'];
  const story = fc
    .subarray(EVERY)
    .map((some) => EVERY.filter((one) => needed.includes(one) || some.includes(one)))
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })));
  await fc.assert(
    fc.asyncProperty(story, async ([straight, crooked]) => {
      const end = await endAfter(straight);
      expect(end).toMatchObject({
        invites: [{ facts: [{ title: 'Told' }, { country: 'Norway' }, 'As told.', 'UANA'] }],
        unaddressed: 0,
        cards: 1,
      });
      expect(await endAfter(crooked)).toEqual(end);
    }),
    { numRuns: propertyRuns(60) },
  );
});
