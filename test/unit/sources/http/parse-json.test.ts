import { describe, expect, test } from '@jest/globals';
import { parseRecords } from '../../../../src/sources/http/parse-json.js';

describe('a vendor’s JSON', () => {
  test.each([
    ['{"uid":1955676881223622657}', { uid: '1955676881223622657' }],
    ['[1955676881223622657, 7]', ['1955676881223622657', 7]],
    ['\uFEFF{ "uid" :\n1955676881223622657 }', { uid: '1955676881223622657' }],
    ['{"uid":"1955676881223622657"}', { uid: '1955676881223622657' }],
  ])('%s keeps every digit of an id', (json, read) => expect(parseRecords(json)).toEqual(read));

  test.each([
    '{"letter":"uid: 1955676881223622657, and \\"at\\": 1955676881223622657","n":1}',
    '{"n":0.1234567890123456789,"m":-1955676881223622657,"e":1e21,"k":1955676881223622657.5}',
    '{"at":1772357400000}',
    '["\\\\", 1955676881223622.5]',
  ])('%s is read as it is', (json) => expect(parseRecords(json)).toEqual(JSON.parse(json)));

  test.each(['{"uid":1955676881223622657', '"', '{"a":"\\'])('%j is none', (json) => {
    expect(() => parseRecords(json)).toThrow(SyntaxError);
  });
});
