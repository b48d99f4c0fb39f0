import { expect, test } from '@jest/globals';
import { MOST_ASKED } from '../../../src/domain/model/relay/relay.js';
import { askBlocks, inviteIn, pickerBlock } from '../../../src/slack/parts/colleague-picker.js';

test.each(['i1', '3f0e4a52-7d0e-4b5b-9a51-0d5f8b0f8f55', '7'])('every picker of invite %s names it', (inviteId) => {
  const blocks = [pickerBlock(inviteId), ...askBlocks(inviteId)];
  expect(new Set(blocks).size).toBe(MOST_ASKED + 1);
  expect(blocks.map(inviteIn)).toEqual(blocks.map(() => inviteId));
});
