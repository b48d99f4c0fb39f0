import { ONLY_WAY } from '../../domain/model/connection/connection.js';
import type { Invite } from '../../domain/model/invite/invite.js';
import type { Referral } from '../../domain/model/referral/referral.js';
import type { Relay } from '../../domain/model/relay/relay.js';
import type { MessageContent } from '../../domain/model/views/message-content.js';

type Kind = MessageContent['kind'];

/** Returns the time so many days after `now`. */
const later = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

const ANA = { slackUserId: 'U0000000001', name: 'Ana Lopez' };
const BEN = { slackUserId: 'U0000000002', name: 'Ben Okoro' };

const TITLE =
  'Senior TypeScript developer for a booking platform with a long title: migration, payments, search & support';

/** Builds an open invite to Ana. */
const inviteAt = (now: Date): Invite => ({
  id: 'invite',
  tenantId: 'T0000000001',
  externalId: 'external-invite',
  origins: [{ ...ONLY_WAY, externalId: 'external-invite' }],
  status: 'open',
  job: {
    ...{ id: 'job', title: TITLE, url: 'https://marketplace.example/jobs/1', private: false },
    budget: { kind: 'hourly', min: 40, max: 65, currency: 'USD' },
    skills: ['TypeScript', 'Node.js', 'MongoDB', 'Accessibility'],
  },
  client: {
    name: 'Acme & Sons',
    country: 'Norway',
    rating: 4.9,
    totalSpent: 120_000,
    hires: 31,
    paymentVerified: true,
  },
  letter: 'Hello Ana,\n\nwe would like to work with you.\n'.repeat(40),
  letterCut: true,
  invitee: { person: { id: 'person', name: ANA.name }, slackUserId: ANA.slackUserId },
  chain: [],
  nudges: 0,
  invitedAt: now,
  expiresAt: later(now, 1),
  revision: 1,
  history: [],
  work: [],
});

/** Builds a held referral from Ana to Ben. */
const referralAt = (now: Date): Referral => ({
  ...{
    id: 'referral',
    tenantId: 'T0000000001',
    status: 'held',
    inviteId: 'invite',
    externalInviteId: 'external-invite',
  },
  job: { id: 'job', title: TITLE, url: 'https://marketplace.example/jobs/1' },
  from: ANA,
  to: { ...BEN, target: { by: 'person', personId: 'person-of-ben' } },
  reasonId: 'busy',
  noteToColleague: 'This is yours: you did the same for Birch.',
  noteToClient: 'Ben has done work like this for two clients of ours.',
  chain: [],
  createdAt: now,
  releaseAt: later(now, 1),
  takesSlot: true,
  milestones: [],
  revision: 1,
  history: [],
  work: [],
});

/** Builds a relay in which Ana asks Ben first, then somebody else. */
const relayAt = (now: Date): Relay => ({
  ...{ id: 'relay', tenantId: 'T0000000001', inviteId: 'invite', status: 'asking', from: ANA },
  asks: [
    { ...BEN, askedAt: now, until: later(now, 1) },
    { slackUserId: 'U0000000003', name: 'Cara Weiß' },
  ],
  reasonId: 'busy',
  noteToColleague: 'Would you have time?',
  minutes: 30,
  createdAt: now,
  revision: 1,
  history: [],
  work: [],
});

/** Samples of every kind of message that Baton sends, with texts of their greatest length. */
export function sampleMessages(now: Date): {
  readonly [K in Kind]: readonly (MessageContent & { readonly kind: K })[];
} {
  const [invite, referral, relay] = [inviteAt(now), referralAt(now), relayAt(now)];
  const card = {
    kind: 'invite-card',
    invite,
    referral: null,
    unlinked: false,
    whyNotRefer: null,
    whyNotAsk: null,
    relay: null,
    onward: [],
  } as const;
  const decided = (status: 'accepted' | 'declined' | 'referred'): Invite => ({
    ...{ ...invite, status },
    decision: { id: 'decision', kind: status, by: ANA.slackUserId, byName: ANA.name, at: now },
  });
  const forwarded: Referral = { ...referral, status: 'forwarded' };
  const trouble = { code: 'job-closed', detail: 'The client closed this job.' };
  const news = { kind: 'referral-news', invite: decided('referred'), onward: [], direct: true } as const;
  return {
    'invite-card': [
      card,
      { ...card, unlinked: true },
      { ...card, unlinked: true, unclear: 'unnamed' },
      { ...card, relay },
      { ...card, invite: { ...invite, trouble } },
      { ...card, invite: { ...invite, practice: true } },
      { ...card, invite: { ...invite, job: { ...invite.job, private: true } }, whyNotRefer: 'referral.privateJob' },
      { ...card, invite: decided('accepted') },
      { ...card, invite: decided('declined') },
      { ...card, invite: decided('referred'), referral },
      { ...card, invite: decided('referred'), referral: forwarded },
      { ...card, invite: decided('referred'), referral: { ...referral, status: 'awaiting-handoff' } },
    ],
    'referral-news': [
      { ...news, referral: forwarded, event: 'forwarded' },
      { ...news, referral: { ...referral, status: 'hired' }, event: 'hired' },
      { ...news, referral: { ...referral, status: 'failed', trouble }, event: 'failed', invite },
    ],
    'decision-refused': [
      { kind: 'decision-refused', invite: { ...invite, trouble }, decision: 'accepted', whose: 'own' },
    ],
    recommended: [{ kind: 'recommended', referral: forwarded, invite: decided('referred') }],
    nudge: [{ kind: 'nudge', invite, whyNotRefer: null }],
    'manager-nudge': [{ kind: 'manager-nudge', invite, whyNotRefer: null }],
    'relay-ask': [{ kind: 'relay-ask', relay, invite, index: 0 }],
    'relay-news': [{ kind: 'relay-news', relay: { ...relay, status: 'exhausted' }, invite, event: 'exhausted' }],
    feedback: [
      {
        kind: 'feedback',
        feedback: { id: 'feedback', tenantId: 'T0000000001', from: ANA, text: 'More cake, please.', at: now },
      },
      {
        kind: 'feedback',
        feedback: { id: 'feedback', tenantId: 'T0000000001', from: ANA, text: 'Less cake, please.', at: now },
        insteadOfChannel: true,
      },
    ],
    digest: [
      {
        kind: 'digest',
        digest: { week: { sent: 3, accepted: 2, hired: 1 }, before: { sent: 1 }, team: { sent: 12 }, openInvites: 2 },
      },
    ],
    welcome: [
      { kind: 'welcome', tenantName: 'Acme', connected: false },
      { kind: 'welcome', tenantName: 'Acme', connected: true },
    ],
    'token-refused': [{ kind: 'token-refused', name: 'Marketplace' }],
    'request-trouble': [
      { kind: 'request-trouble', request: 'export-data', stage: 'failed' },
      { kind: 'request-trouble', request: 'forget-member', stage: 'delayed' },
    ],
    'without-card': [
      { kind: 'without-card', count: 15 },
      { kind: 'without-card', count: 1, unlinked: true },
    ],
    'sync-failed': [{ kind: 'sync-failed' }],
  };
}

/** Eight weeks of counts, for the chart of a trend. */
export const SAMPLE_WEEKS = Array.from({ length: 8 }, (_, week) => ({
  monday: new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10),
  counts: { sent: 8 - week, accepted: week % 3, hired: week % 2 },
}));
