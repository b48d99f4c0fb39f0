import { wantCard } from '../message/want-card.js';
import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import { newsOf } from './news.js';
import type { Referral } from './referral.js';

/** Shows a referral's present state everywhere: on the passed-on invite's cards, and as news to the referrer. */
export async function announceReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (!referral) return;
  await Promise.all([
    refreshCards(ports, referral),
    ...newsOf(referral).map((event) => wantNews(ports, referral, event)),
  ]);
}

async function refreshCards(ports: Ports, { tenantId, inviteId }: Referral): Promise<void> {
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
