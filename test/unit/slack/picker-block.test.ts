import { expect, test } from '@jest/globals';
import { inviteIn, pickerBlock } from '../../../src/slack/parts/colleague-picker.js';

test.each(['i1', '3f0e4a52-7d0e-4b5b-9a51-0d5f8b0f8f55', '7'])('the picker of invite %s names it', (inviteId) => {
  expect(inviteIn(pickerBlock(inviteId))).toBe(inviteId);
});
