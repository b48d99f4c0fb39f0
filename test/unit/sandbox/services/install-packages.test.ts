import { expect, test } from '@jest/globals';
import { lacking } from '../../../../sandbox/services/install-packages.js';

const wanted = { '': { version: '1.0.0' }, 'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' } };

test.each([
  ['everything is there', wanted, { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' } }, []],
  ['a package is missing', wanted, {}, ['node_modules/a']],
  ['another version is there', wanted, { 'node_modules/a': { version: '1.2.4' } }, ['node_modules/a']],
  [
    'other bytes are there',
    wanted,
    { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-b' } },
    ['node_modules/a'],
  ],
  ['an optional one is missing', { 'node_modules/b': { version: '1.0.0', optional: true } }, {}, []],
  [
    'an optional one is of another version',
    { 'node_modules/b': { version: '1.0.0', optional: true } },
    { 'node_modules/b': { version: '2.0.0' } },
    ['node_modules/b'],
  ],
  ['a link', { 'node_modules/c': { link: true } }, {}, []],
])('%s', (_name, lockfile, installed, expected) => {
  expect(lacking(lockfile, installed).map(([path]) => path)).toEqual(expected);
});
