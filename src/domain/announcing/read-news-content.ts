import { marketplaceNameOf } from '../lifecycle/read-delivery-path.js';
import type { Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { laterReferralsOf, withoutFailed } from '../model/referral/later-referrals.js';
import { isNews, latestAfter, type NewsEvent, newsTo } from '../model/referral/news-to-tell.js';
import type { Referral } from '../model/referral/referral.js';
import type { MessageContent } from '../model/views/message-content.js';
import type { Ports } from '../ports.js';

type News = Extract<MessageContent, { kind: 'referral-news' }>;

/** Reads the content of news of a referral; null when the referral is gone. */
export async function readNewsContent(ports: Ports, message: Message): Promise<News | null> {
  const { tenantId, event, to } = message;
  const referral = message.referralId ? await ports.referrals.get({ tenantId, id: message.referralId }) : null;
  if (!referral || !event) return null;
  const [invite, onThisJob, member] = await Promise.all([
    ports.invites.get({ tenantId, id: referral.inviteId }),
    ports.referrals.ofJob(tenantId, referral.job.id),
    ports.members.get(tenantId, to),
  ]);
  const marketplace = invite && (await marketplaceNameOf(ports, invite));
  const onward = withoutFailed(laterReferralsOf(referral, onThisJob));
  const role = partIn(referral, event, to);
  const own = role.earlier ? onThisJob.find(({ from }) => from.slackUserId === to) : referral;
  const cardId = own && MESSAGE_IDS.card(own.inviteId, to);
  const muted = member?.preferences.muted ?? [];
  const isMuted = isNews(event) && muted.includes(event);
  const directNews = () => (message.direct ? message : ports.messages.directNews(referral, to));
  const [card, known] = await Promise.all([
    cardId === undefined ? null : ports.messages.get({ tenantId, id: cardId }),
    isMuted && !message.direct ? null : directNews(),
  ]);
  // muted news stands under the card, where there is one, whatever the direct message is
  const heard = known ?? (isMuted && !card?.posted ? await directNews() : null);
  const place = card?.posted ?? (heard?.id === message.id ? undefined : heard?.posted);
  return {
    ...{ kind: 'referral-news', referral, event, invite, onward },
    ...directness(message, heard, isMuted),
    ...(heard?.id === message.id && sinceOf(referral, event, to, muted)),
    ...(place && { thread: place }),
    ...role,
    ...marketplace,
  };
}

/** Decides whether news is the one direct message about its referral, or is added to that one. */
function directness({ id }: Message, heard: Message | null, isMuted: boolean): Pick<News, 'direct' | 'addedTo'> {
  if (isMuted) return { direct: false };
  return heard && heard.id !== id ? { direct: false, addedTo: heard } : { direct: true };
}

/** Tells whether a reader who is not the referrer made the referral in their place, or passed the job on before. */
function partIn({ from, actedBy }: Referral, event: string, to: string): Pick<News, 'earlier' | 'behalf'> {
  if (to === from.slackUserId) return {};
  return event === 'failed' && actedBy?.slackUserId === to ? { behalf: true } : { earlier: true };
}

/** Returns the latest step after `event` that the reader hears of; none where there is no later one. */
function sinceOf(referral: Referral, event: string, to: string, muted: readonly NewsEvent[]): Pick<News, 'since'> {
  const since = latestAfter(
    referral,
    event,
    newsTo(referral, to).filter((one) => !muted.includes(one)),
  );
  return since ? { since } : {};
}
