import { describe, expect, test } from '@jest/globals';
import { presentMessage } from '../../../src/slack/delivery/present-message.js';
import { SAMPLE_WEEKS, sampleMessages } from '../../../src/slack/examination/sample-messages.js';
import { trendView } from '../../../src/slack/features/trend/trend.js';
import { expectFits } from '../../support/block-kit.js';
import { words } from './words.js';

describe('the messages that an operator has Slack check', () => {
  const all = Object.entries(sampleMessages(new Date()));

  test.each(all)('%s: each is of its kind, shows words, and fits', (kind, contents) => {
    expect(contents.length).toBeGreaterThan(0);
    for (const content of contents) {
      expect(content.kind).toBe(kind);
      const view = presentMessage(content, words);
      expect(view.blocks.length).toBeGreaterThan(0);
      expectFits(view, 'message');
    }
  });

  test('differ from one another, so that none is checked in vain', () => {
    const views = all.flatMap(([, contents]) =>
      contents.map((content) => JSON.stringify(presentMessage(content, words))),
    );
    expect(new Set(views).size).toBe(views.length);
  });

  test('have a chart among them', () => {
    const view = trendView(SAMPLE_WEEKS, 'mine', words, true);
    expect(JSON.stringify(view)).toContain('data_visualization');
    expectFits(view, 'message');
  });
});
