import type { HomeContent } from '../../src/domain/model/views/home-content.js';
import { buildConnection, buildInvite, buildMember, buildReferral, buildRelay, buildTenant } from './factories.js';
import { START } from './memory-ports.js';
import { wordyInvite, wordyReferral } from './slack-content.js';

export const noCounts = { week: {}, month: {}, quarter: {}, all: {} };

/** Ana's Home, with nothing to show yet. */
export const buildHome = (given: Partial<HomeContent> = {}): HomeContent => ({
  member: buildMember(),
  role: 'member',
  tenant: buildTenant(),
  connected: true,
  anyLinked: false,
  tallies: noCounts,
  openInvites: [],
  moreInvites: 0,
  referrals: [],
  whomToAsk: [],
  ...given,
});

const wordyRelay = (text: string) =>
  buildRelay({
    asks: [
      { slackUserId: 'UBEN', name: text, askedAt: START, until: START, answer: 'no' },
      { slackUserId: 'UCEM', name: text, askedAt: START, until: START },
      { slackUserId: 'UDEA', name: text },
    ],
  });

/** A Home that is as full as it gets, with `text` wherever people write. */
export function wordyHome(text: string, given: Partial<HomeContent> = {}): HomeContent {
  const counts = { sent: 1_234_567, forwarded: 1, accepted: 2, hired: 3, received: 4 };
  return buildHome({
    member: buildMember({
      name: text,
      accounts: ['p', 'q', 'r', 's'].map((id) => ({ id, name: `${text}${id}`, linkedBy: 'hand' as const })),
      skills: Array.from({ length: 20 }, () => text),
      availability: { kind: 'full', until: '2026-12-01' },
      homeView: { list: 'received', filter: 'won', before: new Date('2026-11-01T00:00:00Z') },
    }),
    role: 'owner',
    connections: Array.from({ length: 20 }, (_, index) =>
      buildConnection({
        name: text || 'x',
        ...(index % 2 && { health: { error: { code: 'unreachable', at: START } } }),
      }),
    ),
    strangers: [
      { person: { id: 'vollna:7', name: text }, member: { slackUserId: 'UBEN', name: text } },
      { person: { id: 'vollna:8', name: text } },
    ],
    tallies: { week: counts, month: counts, quarter: counts, all: counts },
    openInvites: Array.from({ length: 5 }, (_, index) => ({
      invite: wordyInvite(text),
      whyNotRefer: index % 2 ? 'referral.jobTaken' : null,
      whyNotAsk: index % 2 ? 'referral.jobTaken' : null,
      relay: wordyRelay(text),
    })),
    whomToAsk: Array.from({ length: 9 }, () => text || 'x'),
    referrals: Array.from({ length: 5 }, () => wordyReferral(text, { status: 'forwarded', milestones: ['viewed'] })),
    next: new Date('2026-10-01T00:00:00Z'),
    ...given,
  });
}

/** One of everything. */
export const usualHome = (): HomeContent =>
  buildHome({
    tallies: { ...noCounts, month: { sent: 1 } },
    openInvites: [{ invite: buildInvite({ id: 'i1' }), whyNotRefer: null, whyNotAsk: null, relay: null }],
    referrals: [buildReferral({ status: 'forwarded' })],
    next: new Date('2026-10-01T00:00:00Z'),
    role: 'admin',
    connected: false,
    connections: [buildConnection()],
    strangers: [{ person: { id: 'vollna:7', name: 'Eve S.' }, member: { slackUserId: 'UEVE', name: 'Eve Stone' } }],
    member: buildMember({ homeView: { list: 'sent', filter: 'all', before: new Date('2026-11-01T00:00:00Z') } }),
  });
