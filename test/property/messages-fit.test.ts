import { test } from '@jest/globals';
import fc from 'fast-check';
import { presentMessage } from '../../src/slack/delivery/present-message.js';
import { expectFits } from '../support/block-kit.js';
import { propertyRuns } from '../support/property-runs.js';
import { buildNews, wordyInvite, wordyReferral } from '../support/slack-content.js';
import { words } from '../unit/slack/words.js';

test('every message fits into Slack, with any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4000 }),
    fc.string({ unit: 'binary', maxLength: 4000 }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('held', 'failed', 'awaiting-handoff', 'hired'), (said, status) => {
      const referral = wordyReferral(said, { status });
      const more = { whyNotRefer: null, whyNotAsk: null, relay: null, onward: [] };
      const base = { ...more, kind: 'invite-card', unlinked: true } as const;
      const open = wordyInvite(said, { referredIn: { byName: said, note: said } });
      expectFits(presentMessage({ ...base, invite: open, referral: null }, words), 'message');
      expectFits(presentMessage({ ...base, invite: { ...open, status: 'referred' }, referral }, words), 'message');
      expectFits(presentMessage(buildNews({ referral, event: 'failed' }), words), 'message');
    }),
    { numRuns: propertyRuns(60) },
  );
});
