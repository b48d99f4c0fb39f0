import { Refusal } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import { byHandOf } from '../invite/practice-marketplace.js';
import type { Ports } from '../ports.js';
import { HOME_FILTERS } from '../referral/filters.js';
import { listReferrals } from '../referral/list-referrals.js';
import { whyNoReferral } from '../referral/who-may-refer.js';
import { whyNotAsk } from '../relay/why-not-ask.js';
import { talliesOf } from '../tally/read-referrals.js';
import type { Ref } from '../work.js';
import type { HomeContent, OpenInvite } from './home.js';
import { FIRST_CHOICE, type Member, roleOf } from './member.js';

/** How many rows a list of the Home shows. */
const ROWS = 5;
const INVITES = 5;

/**
 * Everything that a member's App Home shows.
 * @throws Refusal when the tenant or the member is not known
 */
export async function readHome(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<HomeContent> {
  const [tenant, member, connection] = await Promise.all([
    ports.tenants.get(tenantId),
    ports.members.get(tenantId, slackUserId),
    ports.connections.of(tenantId),
  ]);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  if (!member) throw new Refusal('member.unknown');
  const [tallies, open, waiting, page] = await Promise.all([
    talliesOf(ports, tenantId, slackUserId),
    ports.invites.openFor(tenantId, slackUserId, INVITES),
    ports.invites.countOpen(tenantId, slackUserId),
    pageOf(ports, member),
  ]);
  const openInvites = await Promise.all(open.map((invite) => openInvite(ports, invite, slackUserId)));
  return {
    member,
    tenant,
    tallies,
    openInvites,
    moreInvites: Math.max(0, waiting - open.length),
    role: roleOf(member, tenant),
    connected: connection !== null,
    ...page,
  };
}

async function openInvite(ports: Ports, invite: Invite, slackUserId: string): Promise<OpenInvite> {
  const [whyNotRefer, relay, byHand] = await Promise.all([
    whyNoReferral(ports, invite, slackUserId),
    ports.relays.ofInvite(invite.tenantId, invite.id),
    byHandOf(ports, invite),
  ]);
  return { invite, whyNotRefer, whyNotAsk: whyNotAsk({ invite, whyNotRefer, relay }), relay, ...byHand };
}

/** One row more than is shown tells whether there is a next page. */
async function pageOf(
  ports: Ports,
  { tenantId, slackUserId, homeView }: Member,
): Promise<Pick<HomeContent, 'referrals' | 'next'>> {
  const { list: side, filter, before } = homeView ?? FIRST_CHOICE;
  const statuses = HOME_FILTERS[filter];
  const query = { side, slackUserId, limit: ROWS + 1, ...(statuses && { statuses }), ...(before && { before }) };
  const rows = await ports.referrals.page(tenantId, query);
  const last = rows[ROWS - 1];
  const referrals = await listReferrals(ports, tenantId, rows.slice(0, ROWS));
  return { referrals, ...(rows.length > ROWS && last && { next: last.createdAt }) };
}
