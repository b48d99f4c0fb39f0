import { listReferrals } from '../history/list-referrals.js';
import type { Actor } from '../model/member/member.js';
import { PERIOD_LENGTHS } from '../model/period-lengths.js';
import type { Referral } from '../model/referral/referral.js';
import { periodOf } from '../model/tally/periods.js';
import type { SpanCounts } from '../model/tally/tally.js';
import type { ListedReferral } from '../model/views/listed-referral.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';

/** A member's counts, and their latest referrals, sent and received. */
export interface MyReferrals {
  readonly tallies: SpanCounts;
  readonly sent: readonly ListedReferral[];
  readonly received: readonly ListedReferral[];
  /** True where there are older ones. */
  readonly more: { readonly sent: boolean; readonly received: boolean };
}

/** The number of latest referrals per side. */
const LATEST = 5;

/** Reads a member's own counts and latest referrals. Reads a fixed number of rows, however many referrals there are. */
export async function readReferrals(ports: Ports, { tenantId, slackUserId }: Actor): Promise<MyReferrals> {
  const latest = { slackUserId, limit: LATEST + 1 };
  const named = (referrals: Referral[]) => listReferrals(ports, tenantId, referrals);
  const [tallies, sent, received] = await Promise.all([
    talliesOf(ports, tenantId, slackUserId),
    ports.referrals.page(tenantId, { ...latest, side: 'sent' }).then(named),
    ports.referrals.page(tenantId, { ...latest, side: 'received' }).then(named),
  ]);
  return {
    tallies,
    sent: sent.slice(0, LATEST),
    received: received.slice(0, LATEST),
    more: { sent: sent.length > LATEST, received: received.length > LATEST },
  };
}

/** Reads the counts of a member, or of the team, in the present period of every span. */
export async function talliesOf(ports: Ports, tenantId: string, member: string): Promise<SpanCounts> {
  const { timeZone } = await tenantSettings(ports, tenantId);
  const now = ports.clock.now();
  const periods = PERIOD_LENGTHS.map((span) => periodOf(span, now, timeZone));
  const rows = await ports.tallies.of(tenantId, member, periods);
  const counts = periods.map((period) => rows.find((row) => row.period === period)?.counts ?? {});
  return Object.fromEntries(PERIOD_LENGTHS.map((span, index) => [span, counts[index] ?? {}])) as SpanCounts;
}
