import type { NeededJob } from '../domain/model/work.js';
import type { Condition } from './reading.js';

/** In which state a document needs work of a kind, in MongoDB's words; an index begins with the tenant and the status. */
export const NEEDS: Readonly<Record<NeededJob, Condition>> = {
  'forward-referral': { status: { $in: ['held', 'forwarding'] } },
  'forward-decision': {
    status: { $in: ['accepted', 'declined'] },
    'decision.confirmedAt': null,
    'decision.id': { $exists: true },
    'decision.byHand': { $ne: true },
  },
  'expire-invite': { status: 'open', expiresAt: { $exists: true } },
  'nudge-invite': { status: 'open', 'invitee.slackUserId': { $exists: true } },
  'advance-relay': { status: 'asking' },
};
