import { expect, test } from '@jest/globals';
import { addressIn } from '../../../../../src/domain/model/person/find-address-in-text.js';

test.each([
  ['https://market.example/p', 'https://market.example/p'],
  ['https://market.example/p?a=1.', 'https://market.example/p?a=1'],
  [' ana@agency.example ', 'ana@agency.example'],
  ['ana@agency.example.', 'ana@agency.example'],
  ['mailto:ana@agency.example', 'ana@agency.example'],
  ['MAILTO:Ana@agency.example?subject=x', 'Ana@agency.example'],
  ['Ana Lopez <ana@agency.example>', 'ana@agency.example'],
  ['"Lopez, Ana" <mailto:ana@agency.example>;', 'ana@agency.example'],
  ['Ana Lopez (ana@agency.example)', 'ana@agency.example'],
  ['“ana@agency.example”', 'ana@agency.example'],
  ['\u200Bana@agency.example\uFEFF', 'ana@agency.example'],
  ['www.upwork.com/freelancers/~01abcdef', 'https://www.upwork.com/freelancers/~01abcdef'],
  ['ana', undefined],
  ['Ana/Ben', undefined],
  ['Ana (NYC)', undefined],
  ['ana@', undefined],
  ['ana at home.example', undefined],
  ['ftp://x.example/y', undefined],
  ['', undefined],
])('%j is the address %j', (text, address) => {
  expect(addressIn(text)).toBe(address);
});
