import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InvitationDraft } from '../../src/domain/model/event/invitation-draft.js';
import { readPasted } from '../../src/sources/manual/read-pasted.js';
import { propertyRuns } from '../support/property-runs.js';

const numRuns = propertyRuns(150);
const reading = { now: new Date('2026-11-29T22:00:00Z'), timeZone: 'Europe/Berlin' };
const read = (text: string) => readPasted(text, reading);

const folder = new URL('../unit/sources/manual/posts/', import.meta.url);
const posts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
const lines = posts.flatMap((text) => text.split('\n'));

/** Lines of real shape, in any order, with anything between them. */
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...lines) },
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '',
        ' · ',
        'Budget:',
        '$',
        '<https://',
        'https://www.upwork.com/jobs/',
        '%',
        '5.',
        'Hourly: $',
        '*',
      ),
    ),
    { maxLength: 25 },
  )
  .chain((all) => fc.constantFrom('\n', '\r\n', ' ').map((end) => all.join(end)));

/** The characters of a text that are no decoration, in one row. */
const bare = (said: string) => said.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** A sum without points and commas, also as thousands or millions. */
const spellings = (sum: number) => [sum, sum / 1e3, sum / 1e6].map((one) => String(one).replace('.', ''));

/** Every text of a draft. */
const textsOf = ({ title, letter, skills, client, freelancer }: InvitationDraft): string[] =>
  [title, letter, ...skills, client.name, client.country, freelancer?.name].flatMap((one) => one ?? []);

describe('any text', () => {
  test('gives a draft, the same every time', () => {
    fc.assert(
      fc.property(text, (said) => {
        const draft = read(said);
        expect(read(said)).toEqual(draft);
        expect(draft.expiresAt === undefined || draft.expiresAt > reading.now).toBe(true);
        expect(draft.client.rating ?? 1).toBeLessThanOrEqual(5);
      }),
      { numRuns },
    );
  });

  test('gives a draft whose words all stand in it', () => {
    fc.assert(
      fc.property(text, (said) => {
        const [draft, known, digits] = [read(said), bare(said), said.replace(/[.,]/g, '')];
        for (const words of textsOf(draft).flatMap((one) => one.split(/\s+/))) expect(known).toContain(bare(words));
        for (const sum of [draft.budget?.min, draft.budget?.max, draft.client.totalSpent, draft.client.hires])
          if (sum !== undefined) expect(spellings(sum).some((written) => digits.includes(written))).toBe(true);
        if (draft.budget) expect(said).toMatch(/[$€£₹]|USD|EUR|GBP|INR|CHF|CAD|AUD/i);
      }),
      { numRuns },
    );
  });

  test('without links leads nowhere', () => {
    fc.assert(
      fc.property(text, (said) => {
        const { job, url, keys } = read(said.replace(/upwork\.com|https?:/gi, ''));
        expect({ job, url, keys }).toEqual({ job: undefined, url: undefined, keys: [] });
      }),
      { numRuns },
    );
  });

  test('of many repeated signs is read in time', () => {
    for (const sign of ['*', '<https://', '$1,', ' · ', 'a: ', '5. ', '\n', '1 ', 'Hourly 1', ':a', '-- '])
      expect(read(sign.repeat(20_000)).letter.length).toBeLessThanOrEqual(160_000);
  });
});
