import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { present } from '../../../src/slack/present.js';
import { expectFits } from '../../support/block-kit.js';
import { allContents, TEXTS, wordyInvite, wordyReferral } from '../../support/slack-content.js';
import { words } from './words.js';

describe('every message fits into Slack', () => {
  test.each(Object.keys(TEXTS))('with %s text', (name) => {
    for (const { content, name: state } of allContents(TEXTS[name] ?? '')) {
      try {
        expectFits(present(content, words), 'message');
      } catch (error) {
        throw new Error(`${state}: ${String(error)}`);
      }
    }
  });

  test('with any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4000 }),
      fc.string({ unit: 'binary', maxLength: 4000 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('held', 'failed', 'awaiting-handoff', 'hired'), (said, status) => {
        const referral = wordyReferral(said, { status });
        const more = { whyNotRefer: null, relay: null, onward: [] };
        const base = { ...more, kind: 'invite-card', unlinked: true, path: 'handoff' } as const;
        const open = wordyInvite(said, { referredIn: { byName: said, note: said } });
        expectFits(present({ ...base, invite: open, referral: null }, words), 'message');
        expectFits(present({ ...base, invite: { ...open, status: 'referred' }, referral }, words), 'message');
        expectFits(present({ kind: 'referral-news', referral, event: 'failed' }, words), 'message');
      }),
      { numRuns: 60 },
    );
  });
});
