import { expect, test } from '@jest/globals';
import { get } from 'node-emoji';
import { ALSO, emojiOf } from '../../../../sandbox/playground/client/text/emoji.js';

test.each([
  ['large_green_circle', '🟢'],
  ['large_orange_circle', '🟠'],
  ['large_blue_circle', '🔵'],
  ['white_check_mark', '✅'],
  ['hourglass_flowing_sand', '⏳'],
])(':%s: is %s', (name, character) => expect(emojiOf(name)).toBe(character));

test('an unknown name has no character', () => expect(emojiOf('no_such_emoji')).toBeUndefined());

test('only names that node-emoji does not have are listed beside it', () => {
  expect(Object.keys(ALSO).filter((name) => get(name) !== undefined)).toEqual([]);
});
