import { cardRecipients, presentManagers } from '../ensuring-messages/card-recipients.js';
import { ensureCard } from '../ensuring-messages/ensure-card.js';
import { ensureNudge } from '../ensuring-messages/ensure-nudge.js';
import { whyNotManager } from '../model/member/member.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** The most open invites of one member, and without a member, that are handed over. */
const MOST = 500;

/**
 * Tells the managers of the open invites of a member who has left, which they may answer in their place; a member who
 * has become a guest still answers their own. Open invites without a linked member whose cards the leaver or the guest
 * has are shown to whoever gets such cards now.
 */
export async function tellManagersOfLeaver(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const [tenant, member, open] = await Promise.all([
    ports.tenants.get(tenantId),
    ports.members.get(tenantId, slackUserId),
    ports.invites.openRefsFor(tenantId, slackUserId, MOST),
  ]);
  const isHere = member !== null && whyNotManager(member) === 'guest';
  const standIns = tenant && !isHere ? await presentManagers(ports, tenant, slackUserId) : [];
  for (const invite of open.filter(({ practice }) => !practice))
    for (const to of standIns) await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event: 'left' });
  await handOnUnlinked(ports, tenantId, slackUserId);
}

async function handOnUnlinked(ports: Ports, tenantId: string, leaver: string): Promise<void> {
  const unlinked = await ports.invites.openRefsFor(tenantId, null, MOST);
  const cards = await ports.messages.cardsOf(tenantId, ...unlinked.map(({ id }) => id));
  const theirs = new Set(cards.flatMap(({ to, inviteId }) => (to === leaver && inviteId ? [inviteId] : [])));
  for (const id of theirs) {
    const invite = await ports.invites.get({ tenantId, id });
    if (invite?.status !== 'open') continue;
    for (const to of await cardRecipients(ports, invite)) await ensureCard(ports, invite, to);
  }
}
