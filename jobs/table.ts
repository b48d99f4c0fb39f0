import { receiveEvent } from '../src/domain/event/receive-event.js';
import { announceInvite } from '../src/domain/invite/announce-invite.js';
import { expireInvite } from '../src/domain/invite/expire-invite.js';
import { forwardDecision } from '../src/domain/invite/forward-decision.js';
import { giveUpDecision } from '../src/domain/invite/give-up-decision.js';
import { nudgeInvite } from '../src/domain/invite/nudge-invite.js';
import { decisionPatience, tellDecisionDelay } from '../src/domain/invite/tell-decision-delay.js';
import { exportData } from '../src/domain/member/export-data.js';
import { forgetMember } from '../src/domain/member/forget-member.js';
import { handOverMember } from '../src/domain/member/hand-over-member.js';
import { publishHome } from '../src/domain/member/publish-home.js';
import { syncDirectory } from '../src/domain/member/sync-directory.js';
import { giveUpRequest, tellRequestDelay } from '../src/domain/member/tell-request-trouble.js';
import { deliverMessage } from '../src/domain/message/deliver-message.js';
import { giveUpMessage } from '../src/domain/message/give-up-message.js';
import { announceReferral } from '../src/domain/referral/announce-referral.js';
import { exportReferrals } from '../src/domain/referral/export-referrals.js';
import { forwardReferral } from '../src/domain/referral/forward-referral.js';
import { giveUpReferral } from '../src/domain/referral/give-up-referral.js';
import { referralPatience, tellReferralDelay } from '../src/domain/referral/tell-referral-delay.js';
import { runRelay } from '../src/domain/relay/advance-relay.js';
import { announceRelay } from '../src/domain/relay/announce-relay.js';
import { keepTallies } from '../src/domain/tally/keep-tallies.js';
import { sendDigests } from '../src/domain/tally/send-digests.js';
import { purgeTenant } from '../src/domain/tenant/purge-tenant.js';
import { reportFailedSync } from '../src/domain/tenant/report-failed-sync.js';
import { restoreWork } from '../src/domain/tenant/restore-work.js';
import type { JobName } from '../src/domain/work.js';
import { LADDER } from './backoff.js';
import type { JobDefinition } from './definition.js';
import { directoryPaces, marketplacePaces, memberPaces, messagePaces } from './paces.js';
import { whileInstalled } from './while-installed.js';

/** Longer than the hard time limits of the calls that one job makes. */
const LIMIT_MS = 30_000;

/**
 * A token that is renewed, a conversation that is opened, five pages of its history, an edit and a post: each may take
 * Slack ten seconds.
 */
const MESSAGE_LIMIT_MS = 120_000;

/** For jobs that page through a whole workspace. */
const LONG_LIMIT_MS = 10 * 60_000;

/** Changes that come within this are shown together. */
const TOGETHER_MS = 2000;

const intake = { queue: 'intake', limitMs: LIMIT_MS, ladder: LADDER } as const;
const marketplace = { queue: 'marketplace', limitMs: LIMIT_MS, ladder: LADDER, paces: marketplacePaces } as const;
const slack = { queue: 'slack', limitMs: LIMIT_MS, ladder: LADDER, paces: messagePaces, aheadMs: TOGETHER_MS } as const;
const showing = { ...intake, aheadMs: TOGETHER_MS } as const;
const books = { queue: 'books', limitMs: LIMIT_MS, ladder: LADDER } as const;

/** Every job: what does it, where it waits, and what happens when it fails. */
export const JOBS = {
  'receive-event': { ...intake, run: receiveEvent },
  'announce-invite': { ...showing, run: announceInvite },
  'announce-referral': { ...showing, run: announceReferral },
  'forward-decision': {
    ...marketplace,
    run: whileInstalled(forwardDecision),
    delayed: tellDecisionDelay,
    patience: decisionPatience,
    giveUp: giveUpDecision,
  },
  'forward-referral': {
    ...marketplace,
    run: whileInstalled(forwardReferral),
    delayed: tellReferralDelay,
    patience: referralPatience,
    giveUp: giveUpReferral,
  },
  'announce-relay': { ...showing, run: announceRelay },
  'advance-relay': { ...intake, run: whileInstalled(runRelay) },
  'deliver-message': {
    ...slack,
    limitMs: MESSAGE_LIMIT_MS,
    run: whileInstalled(deliverMessage),
    giveUp: giveUpMessage,
  },
  'publish-home': { ...slack, paces: memberPaces, run: whileInstalled(publishHome) },
  'export-referrals': {
    ...slack,
    paces: memberPaces,
    limitMs: LONG_LIMIT_MS,
    run: whileInstalled(exportReferrals),
    delayed: tellRequestDelay('export-referrals'),
    giveUp: giveUpRequest('export-referrals'),
  },
  'export-data': {
    ...slack,
    paces: memberPaces,
    limitMs: LONG_LIMIT_MS,
    run: whileInstalled(exportData),
    delayed: tellRequestDelay('export-data'),
    giveUp: giveUpRequest('export-data'),
  },
  'keep-tallies': { ...books, run: keepTallies },
  'expire-invite': { ...books, run: expireInvite },
  'nudge-invite': { ...books, run: nudgeInvite },
  'hand-over-member': { ...books, run: handOverMember },
  'forget-member': {
    ...books,
    limitMs: LONG_LIMIT_MS,
    run: forgetMember,
    delayed: tellRequestDelay('forget-member'),
    giveUp: giveUpRequest('forget-member'),
  },
  'send-digests': { ...books, limitMs: LONG_LIMIT_MS, run: sendDigests },
  'sync-directory': {
    ...books,
    limitMs: LONG_LIMIT_MS,
    paces: directoryPaces,
    run: syncDirectory,
    giveUp: reportFailedSync,
  },
  'restore-work': { ...books, limitMs: LONG_LIMIT_MS, run: restoreWork },
  'purge-tenant': { ...books, limitMs: LONG_LIMIT_MS, run: purgeTenant },
} as const satisfies Record<JobName, JobDefinition>;
