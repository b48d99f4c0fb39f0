import { type Market, newId } from '../market/market.js';
import type { Delivery, InvitationRecord, Proposal } from '../market/state.js';
import type { VendorName } from './accounts.js';
import { getmanyAccepted } from './getmany-view.js';
import { invitationMail } from './mail-view.js';
import { vollnaInvitation, vollnaProposal } from './vollna-view.js';

/** Queues the vendors' reports of a new invitation: Vollna's webhook and Upwork's mail. */
export function queueVendorsInvitation(market: Market, invitation: InvitationRecord): void {
  const { vollna, email } = accountsOf(market, invitation);
  if (vollna?.webhook) {
    const data = vollnaInvitation(market, invitation);
    queue(market, invitation, 'vollna', 'invitation.created', { event: 'upwork_invitation.created', data });
  }
  if (email?.url) queue(market, invitation, 'email', 'invitation.created', invitationMail(market, invitation));
}

/** Queues the vendors' reports of a changed invitation: Vollna's webhook. */
export function queueVendorsStatus(market: Market, invitation: InvitationRecord): void {
  if (!accountsOf(market, invitation).vollna?.webhook) return;
  const data = vollnaInvitation(market, invitation);
  queue(market, invitation, 'vollna', 'invitation.status_changed', { event: 'upwork_invitation.status_changed', data });
}

/** Queues the vendors' reports of a proposal: Vollna's of every change, Getmany's of the client's first answer. */
export function queueVendorsProposal(market: Market, proposal: Proposal): void {
  const { vollna, getmany } = accountsOf(market, proposal);
  if (vollna?.webhook) {
    const event = proposal.status === 'submitted' ? 'upwork_proposal.created' : 'upwork_proposal.status_changed';
    queue(market, proposal, 'vollna', 'proposal.status_changed', { event, data: vollnaProposal(market, proposal) });
  }
  if (getmany?.url && proposal.status === 'interviewed')
    queue(market, proposal, 'getmany', 'proposal.status_changed', getmanyAccepted(market, proposal));
}

/** Queues the test webhook that Vollna sends for a new endpoint. */
export function queueVollnaTest(market: Market, agencyId: string): void {
  store(market, agencyId, 'vollna', 'invitation.created', { event: 'webhook.test', data: {} });
}

type Addressed = { readonly personId: string };

const agencyOf = ({ state }: Market, { personId }: Addressed) => state.agencies[state.people[personId]?.agencyId ?? ''];
const accountsOf = (market: Market, addressed: Addressed) => agencyOf(market, addressed)?.vendors ?? {};

function queue(market: Market, about: Addressed, vendor: VendorName, type: Delivery['type'], content: unknown): void {
  const agencyId = agencyOf(market, about)?.id;
  if (agencyId !== undefined) store(market, agencyId, vendor, type, content);
}

function store(
  { state, now }: Market,
  agencyId: string,
  vendor: VendorName,
  type: Delivery['type'],
  content: unknown,
): void {
  const at = now().toISOString();
  const id = newId(vendor);
  state.deliveries[id] = {
    id,
    agencyId,
    vendor,
    type,
    body: typeof content === 'string' ? content : JSON.stringify(content),
    createdAt: at,
    state: state.holding ? 'held' : 'waiting',
    nextAt: at,
    attempts: [],
  };
}
