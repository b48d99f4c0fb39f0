import type { Invite } from '../invite/invite.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import type { Referral } from '../referral/referral.js';
import { periodOf, type Span } from './periods.js';
import type { Count } from './tally.js';

export type Counts = Readonly<Partial<Record<Count, number>>>;

export interface MyReferrals {
  readonly tallies: Readonly<Record<Exclude<Span, 'quarter'>, Counts>>;
  readonly sent: readonly Referral[];
  readonly received: readonly Referral[];
  readonly openInvites: readonly Invite[];
}

/** How many of the latest referrals, and of the open invites, one look shows. */
const LATEST = 5;
const OPEN = 10;

/** What a member sees of their own referrals. It reads a fixed number of rows, however many referrals there are. */
export async function readReferrals(ports: Ports, { tenantId, slackUserId }: Actor): Promise<MyReferrals> {
  const timeZone = (await ports.tenants.get(tenantId))?.settings.timeZone ?? 'UTC';
  const now = ports.clock.now();
  const week = periodOf('week', now, timeZone);
  const month = periodOf('month', now, timeZone);
  const [tallies, sent, received, openInvites] = await Promise.all([
    ports.tallies.of(tenantId, slackUserId, [week, month, 'all']),
    ports.referrals.sentBy(tenantId, slackUserId, LATEST),
    ports.referrals.receivedBy(tenantId, slackUserId, LATEST),
    ports.invites.openFor(tenantId, slackUserId, OPEN),
  ]);
  const countsOf = (period: string): Counts => tallies.find((tally) => tally.period === period)?.counts ?? {};
  return {
    tallies: { week: countsOf(week), month: countsOf(month), all: countsOf('all') },
    sent,
    received,
    openInvites,
  };
}
