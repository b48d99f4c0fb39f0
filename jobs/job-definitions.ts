import { announceInvite } from '../src/domain/announcing/announce-invite.js';
import { announceReferral } from '../src/domain/announcing/announce-referral.js';
import { announceRelay } from '../src/domain/announcing/announce-relay.js';
import { deliverMessage } from '../src/domain/announcing/deliver-message.js';
import { giveUpMessage } from '../src/domain/announcing/give-up-message.js';
import { publishHome } from '../src/domain/announcing/publish-home.js';
import { tellManagersOfLeaver } from '../src/domain/announcing/tell-managers-of-leaver.js';
import { runRelay } from '../src/domain/asking/advance-relay.js';
import { expireInvite } from '../src/domain/deciding/expire-invite.js';
import { nudgeInvite } from '../src/domain/deciding/nudge-invite.js';
import { reportFailedSync } from '../src/domain/ensuring-messages/report-failed-sync.js';
import {
  decisionPatience,
  forwardDecision,
  giveUpDecision,
  tellDecisionDelay,
} from '../src/domain/forwarding/forward-decision.js';
import {
  forwardReferral,
  giveUpReferral,
  referralPatience,
  tellReferralDelay,
} from '../src/domain/forwarding/forward-referral.js';
import { sendMyData } from '../src/domain/history/send-my-data.js';
import { sendMyReferrals } from '../src/domain/history/send-my-referrals.js';
import { announcePeers } from '../src/domain/lifecycle/announce-peers.js';
import {
  markDecisionHandoffUnconfirmed,
  markReferralHandoffUnconfirmed,
} from '../src/domain/lifecycle/mark-handoff-unconfirmed.js';
import { RETRY_DELAYS } from '../src/domain/model/retry-delays.js';
import { forgetMember } from '../src/domain/people/forget-member.js';
import { syncDirectory } from '../src/domain/people/sync-directory.js';
import { giveUpRequest, tellRequestDelay } from '../src/domain/people/tell-request-trouble.js';
import { pollConnection } from '../src/domain/receiving/poll-connection.js';
import { processEvent } from '../src/domain/receiving/process-event.js';
import { keepTallies } from '../src/domain/tallies/keep-tallies.js';
import { sendDigests } from '../src/domain/tallies/send-digests.js';
import { purgeTenant } from '../src/domain/workspace/purge-tenant.js';
import { restoreWork } from '../src/domain/workspace/restore-lost-work.js';
import type { JobTable } from './job-definition.js';
import { postponeUntilInstalled, postponeUntilInstalledNow } from './postpone-until-installed.js';
import { directoryLimit, fileLimit, homeLimit, messageLimit, pollLimit } from './rate-limits.js';

/** Milliseconds for one job: more than the sum of the time limits of its calls. */
const LIMIT_MS = 30_000;

/**
 * Milliseconds for renewing a token, opening a conversation, five pages of its history, an edit and a post: Slack may
 * take ten seconds for each.
 */
const MESSAGE_LIMIT_MS = 120_000;

/** Milliseconds for the calls of one poll. */
const POLL_LIMIT_MS = 60_000;

/** Milliseconds for jobs that read a whole workspace page by page. */
const LONG_LIMIT_MS = 10 * 60_000;

/** Milliseconds in which changes are shown together. */
const TOGETHER_MS = 2000;

/** Milliseconds in which a referral's events are counted in one transaction. */
const COUNTED_TOGETHER_MS = 1500;

const intake = { queue: 'intake', inPlace: true, limitMs: LIMIT_MS, retryDelays: RETRY_DELAYS } as const;
const marketplace = {
  queue: 'marketplace',
  inPlace: true,
  limitMs: LIMIT_MS,
  retryDelays: RETRY_DELAYS,
} as const;
/**
 * The definition of polls. A run also does work that is planned within a day, so that a connection has one planned
 * poll, however often it is set up.
 */
const polls = {
  queue: 'polls',
  limitMs: POLL_LIMIT_MS,
  retryDelays: RETRY_DELAYS,
  aheadMs: 24 * 60 * 60_000,
  rateLimit: pollLimit,
} as const;
const slack = {
  queue: 'slack',
  inPlace: true,
  limitMs: LIMIT_MS,
  retryDelays: RETRY_DELAYS,
  rateLimit: messageLimit,
  aheadMs: TOGETHER_MS,
} as const;
const showing = { ...intake, shows: true, aheadMs: TOGETHER_MS } as const;
const books = { queue: 'books', limitMs: LIMIT_MS, retryDelays: RETRY_DELAYS } as const;

/** The definition of every job. */
export const JOBS = {
  'receive-event': { ...intake, run: processEvent },
  'announce-invite': { ...showing, run: announceInvite },
  'announce-peers': { ...intake, shows: true, run: announcePeers },
  'announce-referral': { ...showing, run: announceReferral },
  'forward-decision': {
    ...marketplace,
    run: postponeUntilInstalledNow(forwardDecision),
    delayed: tellDecisionDelay,
    patience: decisionPatience,
    giveUp: giveUpDecision,
  },
  'forward-referral': {
    ...marketplace,
    run: postponeUntilInstalledNow(forwardReferral),
    delayed: tellReferralDelay,
    patience: referralPatience,
    giveUp: giveUpReferral,
  },
  'poll-connection': { ...polls, run: postponeUntilInstalled(pollConnection) },
  'announce-relay': { ...showing, run: announceRelay },
  'advance-relay': { ...intake, run: postponeUntilInstalled(runRelay) },
  'deliver-message': {
    ...slack,
    shows: true,
    limitMs: MESSAGE_LIMIT_MS,
    run: postponeUntilInstalled(deliverMessage),
    giveUp: giveUpMessage,
  },
  'publish-home': { ...slack, rateLimit: homeLimit, run: postponeUntilInstalled(publishHome) },
  'export-referrals': {
    ...slack,
    inPlace: false,
    rateLimit: fileLimit,
    limitMs: LONG_LIMIT_MS,
    run: postponeUntilInstalled(sendMyReferrals),
    delayed: tellRequestDelay('export-referrals'),
    giveUp: giveUpRequest('export-referrals'),
  },
  'export-data': {
    ...slack,
    inPlace: false,
    rateLimit: fileLimit,
    limitMs: LONG_LIMIT_MS,
    run: postponeUntilInstalled(sendMyData),
    delayed: tellRequestDelay('export-data'),
    giveUp: giveUpRequest('export-data'),
  },
  'keep-tallies': { ...books, inPlace: true, gatherMs: COUNTED_TOGETHER_MS, run: keepTallies },
  'expire-invite': { ...books, run: expireInvite },
  'nudge-invite': { ...books, run: nudgeInvite },
  'mark-decision-unconfirmed': { ...books, run: markDecisionHandoffUnconfirmed },
  'mark-referral-unconfirmed': { ...books, run: markReferralHandoffUnconfirmed },
  'hand-over-member': { ...books, run: tellManagersOfLeaver },
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
    rateLimit: directoryLimit,
    run: syncDirectory,
    giveUp: reportFailedSync,
  },
  'restore-work': { ...books, limitMs: LONG_LIMIT_MS, run: restoreWork },
  'purge-tenant': { ...books, limitMs: LONG_LIMIT_MS, run: purgeTenant },
} as const satisfies JobTable;
