import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinguish, nameIn } from '../../../src/slack/parts/distinguish-names.js';

const listing = (name: string, ...marks: (string | undefined)[]) => ({ name, marks });

test('a name that nobody shares stands alone', () => {
  expect(distinguish([listing('Ana Lopez', '@ana'), listing('Ben Okoro', '@ben')], 75)).toEqual([
    'Ana Lopez',
    'Ben Okoro',
  ]);
});

test('names that look alike have beside them what differs', () => {
  const people = [
    listing('Ana Lopez', '@ana', 'a1@x.example', 'U1'),
    listing('Ana López', '@ana', 'a2@x.example', 'U2'),
    listing('ana lopez', undefined, undefined, 'U3'),
    listing('Ana Lopez', '@anna', 'a4@x.example', 'U4'),
  ];
  expect(distinguish(people, 75)).toEqual([
    'Ana Lopez · a1@x.example',
    'Ana López · a2@x.example',
    'ana lopez · U3',
    'Ana Lopez · @anna',
  ]);
});

test('names that differ only where they are cut are told apart too', () => {
  const long = 'x'.repeat(80);
  const shown = distinguish([listing(`${long}a`, '@a'), listing(`${long}b`, '@b')], 75);
  expect(shown.map((text) => text.slice(-6))).toEqual(['x… · @a', 'x… · @b'].map((text) => text.slice(-6)));
});

test('nobody looks like anybody else, and everything fits', () => {
  const name = fc.constantFrom('Ana', 'ana', 'Aná', 'x'.repeat(90), `${'x'.repeat(90)}y`, '');
  const mark = fc.constantFrom(undefined, '', '@ana', 'ana@x.example', 'm'.repeat(60));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, mark, mark), { maxLength: 12 }), (given) => {
      const people = given.map(([one, first, second], at) => listing(one, first, second, `U${at}`));
      const shown = distinguish(people, 75);
      expect(new Set(shown).size).toBe(people.length);
      for (const text of shown) expect(text.length).toBeLessThanOrEqual(75);
    }),
  );
});

test('the name is read back', () => {
  expect(nameIn('Ana Lopez · @ana')).toBe('Ana Lopez');
  expect(nameIn('Ana Lopez')).toBe('Ana Lopez');
});
