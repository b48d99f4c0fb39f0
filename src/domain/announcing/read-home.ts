import { listReferrals } from '../history/list-referrals.js';
import { handoffOf, marketplaceNameOf } from '../lifecycle/read-delivery-path.js';
import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { FIRST_CHOICE, isAdminRole, type Member, roleOf, whyNotManager } from '../model/member/member.js';
import type { Ref } from '../model/outbox-work.js';
import { HOME_FILTERS } from '../model/referral/home-list-filters.js';
import { whyNotAsk } from '../model/relay/why-not-ask.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { ConnectionOnHome, HomeContent, OpenInvite } from '../model/views/home-content.js';
import { suggestLinks } from '../people/suggest-member-links.js';
import { whyNoReferral } from '../permissions/who-may-refer.js';
import type { Ports } from '../ports.js';
import { talliesOf } from '../tallies/read-my-referrals.js';

/** The most referrals on one page of the Home's list. */
const REFERRALS_SHOWN = 5;

/** The most open invites on the Home. */
const INVITES_SHOWN = 5;

/**
 * Reads the content of a member's App Home.
 * @throws Refusal when the tenant or the member is not known
 */
export async function readHome(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<HomeContent> {
  const [tenant, member, connections] = await Promise.all([
    ports.tenants.get(tenantId),
    ports.members.get(tenantId, slackUserId),
    ports.connections.ofTenant(tenantId),
  ]);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  if (!member) throw new Refusal('member.youUnknown');
  const [anyLinked, tallies, open, waiting, page, whomToAsk] = await Promise.all([
    member.accounts.length > 0 || ports.members.anyLinked(tenantId),
    talliesOf(ports, tenantId, slackUserId),
    openOf(ports, member),
    ports.invites.countOpen(tenantId, slackUserId),
    pageOf(ports, member),
    whomToAskOf(ports, tenant, slackUserId),
  ]);
  const role = roleOf(member, tenant);
  const isAdmin = isAdminRole(role);
  const [openInvites, strangers, health] = await Promise.all([
    Promise.all(open.invites.map((invite) => openInvite(ports, invite, slackUserId))),
    isAdmin ? suggestLinks(ports, tenantId) : [],
    // what is remembered may not say yet that one works again
    isAdmin ? ports.connections.latestOf(tenantId) : [],
  ]);
  return {
    member,
    tenant,
    anyLinked,
    tallies,
    openInvites,
    moreInvites: Math.max(0, waiting - open.invites.length),
    ...(open.withoutCard > 0 && { withoutCard: open.withoutCard }),
    role,
    connected: connections.length > 0,
    ...(isAdmin && { connections: health.map(onHome) }),
    ...(strangers.length > 0 && { strangers }),
    whomToAsk,
    ...page,
  };
}

/**
 * Returns the names of the managers who are here or, where there are none, of the installer. Leaves out the reader, and
 * who is hidden or whose data was erased.
 */
async function whomToAskOf(ports: Ports, { tenantId, settings, installedBy }: Tenant, reader: string) {
  const known = await ports.members.ofIds(tenantId, [...settings.managers, ...(installedBy ? [installedBy] : [])]);
  const named = (ids: readonly (string | undefined)[]) =>
    known.filter((one) => ids.includes(one.slackUserId) && !whyNotManager(one) && !one.preferences.hidden && one.name);
  const managers = named(settings.managers);
  const shown = managers.length > 0 ? managers : named([installedBy]);
  const others = shown.filter(({ slackUserId }) => slackUserId !== reader);
  return others.map(({ name }) => name).sort((one, other) => one.localeCompare(other));
}

/** Reads the first open invites, those without a card first, since they are shown nowhere else. */
async function openOf(ports: Ports, { tenantId, slackUserId }: Member): Promise<Open> {
  const invites = await ports.invites.openFor(tenantId, slackUserId, INVITES_SHOWN);
  if (invites.length < INVITES_SHOWN) return { invites, withoutCard: 0 };
  const hidden = await ports.invites.unannouncedFor(tenantId, slackUserId, INVITES_SHOWN);
  const ids = hidden.map(({ id }) => id);
  const count =
    hidden.length < INVITES_SHOWN ? hidden.length : await ports.invites.countUnannounced(tenantId, { slackUserId });
  const others = invites.filter(({ id }) => !ids.includes(id));
  return { invites: [...hidden, ...others].slice(0, INVITES_SHOWN), withoutCard: count - hidden.length };
}

interface Open {
  readonly invites: readonly Invite[];
  /** Number of those that are not listed and have no card. */
  readonly withoutCard: number;
}

const onHome = ({ name, health, pausedAt, connectedAt, setUpAt, polls }: Connection): ConnectionOnHome => ({
  ...{ name, health, connectedAt },
  ...(setUpAt && { setUpAt }),
  ...(pausedAt && { pausedAt }),
  ...(polls && { polls }),
});

async function openInvite(ports: Ports, invite: Invite, slackUserId: string): Promise<OpenInvite> {
  const [whyNotRefer, relay, byHand, marketplace] = await Promise.all([
    whyNoReferral(ports, invite, slackUserId),
    ports.relays.ofInvite(invite.tenantId, invite.id),
    handoffOf(ports, invite),
    marketplaceNameOf(ports, invite),
  ]);
  const ask = whyNotAsk({ invite, whyNotRefer, relay });
  return { invite, whyNotRefer, whyNotAsk: ask, relay, ...byHand, ...marketplace };
}

/** Reads one row more than is shown, which tells whether there is a next page. */
async function pageOf(
  ports: Ports,
  { tenantId, slackUserId, homeView }: Member,
): Promise<Pick<HomeContent, 'referrals' | 'next'>> {
  const { list: side, filter, before } = homeView ?? FIRST_CHOICE;
  const statuses = HOME_FILTERS[filter];
  const query = {
    side,
    slackUserId,
    limit: REFERRALS_SHOWN + 1,
    ...(statuses && { statuses }),
    ...(before && { before }),
  };
  const rows = await ports.referrals.page(tenantId, query);
  const last = rows[REFERRALS_SHOWN - 1];
  const referrals = await listReferrals(ports, tenantId, rows.slice(0, REFERRALS_SHOWN));
  return { referrals, ...(rows.length > REFERRALS_SHOWN && last && { next: last.createdAt }) };
}
