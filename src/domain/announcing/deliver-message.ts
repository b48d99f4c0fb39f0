import type { Message } from '../model/message/message.js';
import { isOldNews } from '../model/referral/news.js';
import type { Content } from '../model/views/message-content.js';
import type { Place, Ports } from '../ports.js';
import { contentOf } from './content-of.js';

/** Makes Slack show a message's present content: edits the message, or posts it once. */
export async function deliverMessage(ports: Ports, message: Message): Promise<void> {
  const content = await contentOf(ports, message);
  if (!content) return;
  const known = message.posted ? message : await recover(ports, message, content);
  if (!known.posted) return isMoot(content) ? undefined : post(ports, known, content);
  const shown = await ports.messenger.edit(message.tenantId, known, content);
  if (shown || !isStillAsking(content)) return;
  await ports.messages.deleted(message, known.posted);
  await post(ports, known, content);
}

/** Finds a message that an earlier attempt posted without recording its place. */
async function recover(ports: Ports, message: Message, content: Content): Promise<Message> {
  if (!message.attemptedAt) return message;
  const posted = await ports.messenger.find(message.tenantId, message, content, message.attemptedAt);
  if (!posted) return message;
  return { ...message, posted: (await ports.messages.posted(message, posted)) ?? posted };
}

async function post(ports: Ports, message: Message, content: Content): Promise<void> {
  await ports.messages.attempt(message, ports.clock.now());
  const posted = await ports.messenger.post(message.tenantId, message, content);
  const stands = await ports.messages.posted(message, posted);
  if (stands && !isSame(stands, posted)) await ports.messenger.remove(message.tenantId, { ...message, posted });
}

/** Compares places: another process may have posted the message meanwhile, as after a lost lease. */
const isSame = (one: Place, other: Place): boolean => one.channel === other.channel && one.ts === other.ts;

/** Tells whether an unposted message is obsolete: its question is answered, or its news deleted, superseded or unwanted. */
function isMoot(content: Content): boolean {
  if (content.kind === 'nudge' || content.kind === 'manager-nudge') return content.invite.status !== 'open';
  if (content.kind === 'feedback') return !content.feedback.text;
  if (content.kind === 'referral-news')
    return isOldNews(content.referral, content.event) || !(content.direct || content.thread);
  return (
    content.kind === 'relay-ask' && (content.relay.status !== 'asking' || !!content.relay.asks[content.index]?.answer)
  );
}

/** Tells whether a message that was deleted in Slack comes back: only an invite card that still needs an answer. */
const isStillAsking = (content: Content): boolean =>
  content.kind === 'invite-card' && content.invite.status === 'open' && !content.elsewhere;
