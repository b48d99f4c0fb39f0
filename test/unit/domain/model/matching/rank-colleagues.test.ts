import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  hoursApart,
  type MatchFacts,
  rankMatches,
  sharedSkills,
  whyOf,
} from '../../../../../src/domain/model/matching/rank-colleagues.js';

const facts = (given: Partial<MatchFacts> = {}): MatchFacts => ({
  slackUserId: 'U1',
  name: 'Ana',
  skills: [],
  availability: { kind: 'unknown' },
  recentlyReceived: 0,
  received: 0,
  accepted: 0,
  ...given,
});

const SKILLS = ['Rust', 'React'];

describe('why somebody fits', () => {
  test('nothing known says nothing: no guesses', () => {
    expect(whyOf(SKILLS, facts())).toEqual([]);
    expect(whyOf(SKILLS, facts({ skills: ['Cooking'] }))).toEqual([]);
  });

  test('names each fact, the strongest first', () => {
    const all = facts({
      skills: [' react', 'RUST', 'Go'],
      availability: { kind: 'open' },
      minutesFromClient: -90,
      received: 4,
      accepted: 3,
      recentlyReceived: 2,
    });
    expect(whyOf(SKILLS, all)).toEqual([
      { fact: 'skills', shared: ['Rust', 'React'] },
      { fact: 'open' },
      { fact: 'zone', hours: 2 },
      { fact: 'record', accepted: 3, received: 4 },
      { fact: 'load', received: 2 },
    ]);
  });

  test('says until when they are full', () => {
    expect(whyOf([], facts({ availability: { kind: 'full', until: '2026-12-01' } }))).toEqual([
      { fact: 'full', until: '2026-12-01' },
    ]);
    expect(whyOf([], facts({ availability: { kind: 'full' } }))).toEqual([{ fact: 'full' }]);
  });
});

test('skills are compared without case and space, and keep the job’s order and spelling', () => {
  expect(sharedSkills(['TypeScript', 'Go', 'SQL'], ['sql ', 'typescript'])).toEqual(['TypeScript', 'SQL']);
  const declared = ['u\u0308bersetzung', 'RESUME', 'Strasse', 'C'];
  expect(sharedSkills(['Uebersetzung', 'Résumé', 'Straße', 'C++'], declared)).toEqual([
    'Uebersetzung',
    'Résumé',
    'Straße',
  ]);
});

test.each([
  [0, 0],
  [29, 0],
  [30, 1],
  [-330, 6],
  [12 * 60, 12],
  [13 * 60, 11],
  [-23 * 60, 1],
  [24 * 60, 0],
])('%i minutes are %i hours, the short way round', (minutes, hours) => {
  expect(hoursApart(minutes)).toBe(hours);
});

describe('ranking', () => {
  const order = (...colleagues: MatchFacts[]) => rankMatches(SKILLS, colleagues).map(({ name }) => name);
  const named = (name: string, given: Partial<MatchFacts>) => facts({ name, slackUserId: `U${name}`, ...given });

  test('puts who has time before who is not known to, and who is full last, whatever their skills', () => {
    const full = named('Full', { availability: { kind: 'full' }, skills: SKILLS, received: 5, accepted: 5 });
    expect(order(full, named('Unknown', {}), named('Open', { availability: { kind: 'open' } }))).toEqual([
      'Open',
      'Unknown',
      'Full',
    ]);
  });

  test.each<[string, Partial<MatchFacts>, Partial<MatchFacts>]>([
    ['more of the skills', { skills: SKILLS }, { skills: ['Rust'], received: 1, accepted: 1 }],
    ['a better record', { received: 2, accepted: 2 }, { received: 9, accepted: 8, minutesFromClient: 0 }],
    ['a nearer zone', { minutesFromClient: 60, recentlyReceived: 3 }, { minutesFromClient: 300 }],
    ['a zone that is known', { minutesFromClient: 660 }, {}],
    ['less to do', { recentlyReceived: 1 }, { recentlyReceived: 2 }],
  ])('then %s', (_, better, worse) => {
    expect(order(named('A', worse), named('Z', better))).toEqual(['Z', 'A']);
  });

  test('and the name, where all else is the same', () => {
    expect(order(named('Cem', {}), named('Ana', {}), named('Ben', {}))).toEqual(['Ana', 'Ben', 'Cem']);
  });

  test('does not depend on the order in which colleagues come', () => {
    const colleague = fc.record({
      name: fc.string({ minLength: 1, maxLength: 3 }),
      skills: fc.subarray(SKILLS),
      availability: fc.constantFrom({ kind: 'open' } as const, { kind: 'unknown' } as const, { kind: 'full' } as const),
      received: fc.nat(3),
      recentlyReceived: fc.nat(3),
      minutes: fc.option(fc.integer({ min: -840, max: 840 }), { nil: undefined }),
    });
    const team = fc.uniqueArray(colleague, { selector: ({ name }) => name.toLowerCase().normalize(), maxLength: 8 });
    fc.assert(
      fc.property(team, fc.infiniteStream(fc.nat(7)), (members, random) => {
        const all = members.map(({ minutes, ...given }, index) =>
          facts({
            ...given,
            slackUserId: `U${index}`,
            accepted: Math.min(given.received, index),
            ...(minutes !== undefined && { minutesFromClient: minutes }),
          }),
        );
        const mixed = all
          .map((one) => ({ one, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const ranked = rankMatches(SKILLS, all);
        expect(new Set(ranked.map(({ slackUserId }) => slackUserId)).size).toBe(all.length);
        expect(rankMatches(SKILLS, mixed).map(({ name }) => name)).toEqual(ranked.map(({ name }) => name));
      }),
    );
  });
});
