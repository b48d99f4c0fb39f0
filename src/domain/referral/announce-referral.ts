import { refreshHome } from '../member/refresh-home.js';
import { wantCard } from '../message/want-card.js';
import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import { newsOf } from './news.js';
import type { Referral } from './referral.js';

/** Shows a referral's present state everywhere: on the passed-on invite's cards, and as news to the referrer. */
export async function announceReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (!referral) return;
  const { tenantId, from, to } = referral;
  const reader = await ports.members.get(tenantId, from.slackUserId);
  const muted = reader?.preferences.muted ?? [];
  const news = newsOf(referral).filter((event) => !muted.includes(event));
  await Promise.all([
    refreshCards(ports, tenantId, referral.inviteId),
    ...referral.chain.map((link) => refreshEarlier(ports, tenantId, link.referralId)),
    ...news.map((event) => wantNews(ports, referral, event)),
  ]);
  for (const member of [from.slackUserId, to.slackUserId]) await refreshHome(ports, tenantId, member);
}

/** The chain is visible to all its members. */
async function refreshEarlier(ports: Ports, tenantId: string, id: string): Promise<void> {
  const earlier = await ports.referrals.get({ tenantId, id });
  if (earlier) await refreshCards(ports, tenantId, earlier.inviteId);
}

async function refreshCards(ports: Ports, tenantId: string, inviteId: string): Promise<void> {
  const [invite, cards] = await Promise.all([
    ports.invites.get({ tenantId, id: inviteId }),
    ports.messages.cardsOf(tenantId, inviteId),
  ]);
  if (invite) await Promise.all(cards.map((card) => wantCard(ports, invite, card.to)));
}

async function wantNews(ports: Ports, referral: Referral, event: string): Promise<void> {
  const news = await ports.messages.want(
    {
      id: `news.${referral.id}.${event}`,
      tenantId: referral.tenantId,
      kind: 'referral-news',
      referralId: referral.id,
      event,
      to: referral.from.slackUserId,
      wanted: 1,
    },
    [todo('deliver-message', ports.clock.now())],
  );
  if (news) ports.jobs.dispatch(news);
}
