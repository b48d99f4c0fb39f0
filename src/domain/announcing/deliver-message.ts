import { directNewsUpdate } from '../ensuring-messages/direct-news-update.js';
import { ensureMessages } from '../ensuring-messages/ensure-message.js';
import { refreshHome } from '../ensuring-messages/refresh-home.js';
import { Unreachable } from '../model/errors.js';
import { isUnreached } from '../model/member/member.js';
import type { Message, Place } from '../model/message/message.js';
import { isOldNews } from '../model/referral/news-to-tell.js';
import type { MessageContent, ShownContent } from '../model/views/message-content.js';
import type { Edited, Ports, Written } from '../ports.js';
import { readMessageContent } from './read-message-content.js';
import { OPEN, stateTold } from './state-told.js';

/**
 * Makes Slack show a message's present content: edits the message, or posts it once.
 * @param tried the time since which an earlier delivery may have posted it without storing its place
 * @returns the message's place and the digest of what it shows, to be written with the end of the work
 */
export async function deliverMessage(ports: Ports, stored: Message, tried?: Date): Promise<Delivered | undefined> {
  const message = withAttempt(stored, tried);
  const content = await readMessageContent(ports, message);
  if (!content) return undefined;
  if (content.kind === 'referral-news') await addToDirect(ports, content);
  const known = message.posted ? message : await recover(ports, message, content);
  const { posted } = known;
  if (!posted) return isMoot(content, known) ? notPosted(known) : postOnce(ports, known, content);
  const edited = await edit(ports, { ...known, posted }, content);
  if (edited === 'locked') return replace(ports, { ...known, posted }, content);
  if (edited !== 'gone') return edited.shown === message.shown ? undefined : { set: { ...edited, ...told(content) } };
  if (!isStillAsking(content)) return undefined;
  await ports.messages.deleted(message, posted);
  return post(ports, known, content);
}

/**
 * Edits the message. One whose content is refused even in brief counts as locked where its reader must hear of another
 * state; a card that still asks is left as it is, since it can be answered.
 */
async function edit(ports: Ports, message: Posted, content: MessageContent): Promise<Edited> {
  try {
    return await orInBrief(ports, message, content, (shown) => ports.messenger.edit(message.tenantId, message, shown));
  } catch (error) {
    const canBeAnswered = isStillAsking(content) && message.told?.startsWith(OPEN);
    if (isRefused(error) && !canBeAnswered && tellsAnotherState(message, content)) return 'locked';
    throw error;
  }
}

/** Sends the content or, where Slack refuses that and nobody is asked by it, its text alone. */
async function orInBrief<Sent>(
  ports: Ports,
  { tenantId, id: messageId }: Message,
  content: MessageContent,
  send: (content: ShownContent) => Promise<Sent>,
): Promise<Sent> {
  try {
    return await send(content);
  } catch (error) {
    if (!isRefused(error) || asks(content)) throw error;
    ports.log.warn({ tenantId, messageId, why: error.message }, 'message.shortened');
    return send({ ...content, brief: true });
  }
}

const isRefused = (error: unknown): error is Unreachable => error instanceof Unreachable && error.why === 'refused';

/** The state that is recorded with what Slack shows. */
function told(content: MessageContent): Pick<Message, 'told'> {
  const state = stateTold(content);
  return state === undefined ? {} : { told: state };
}

/**
 * Posts anew what stands in Slack and cannot be edited, where its reader must hear of another state. Feedback whose
 * text was deleted is removed.
 */
async function replace(ports: Ports, message: Posted, content: MessageContent) {
  if (content.kind === 'feedback' && !content.feedback.text)
    return void (await ports.messenger.remove(message.tenantId, message));
  if (!tellsAnotherState(message, content)) return undefined;
  await ports.messages.locked(message, message.posted);
  return post(ports, message, content);
}

/**
 * Tells whether the content has another state for its reader than the message told. A message without a recorded state,
 * which earlier releases posted, says nothing new unless it asks.
 */
function tellsAnotherState(message: Message, content: MessageContent): boolean {
  const state = stateTold(content);
  const { told = isStillAsking(content) ? undefined : state } = message;
  return state !== undefined && state !== told;
}

type Posted = Message & { readonly posted: Place };

type Delivered = Written<Message>;

/** Returns the message with the time of the first delivery that may have posted it. */
const withAttempt = (message: Message, tried?: Date): Message =>
  tried ? { ...message, attemptedAt: earlier(message.attemptedAt ?? tried, tried) } : message;

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/** Returns the time of the first delivery that may have posted the message, so that it stays stored. */
const notPosted = ({ attemptedAt }: Message): Delivered | undefined => attemptedAt && { set: { attemptedAt } };

/** Ensures that the direct message about a referral shows its latest step, unless the announcement has done so. */
async function addToDirect(ports: Ports, { addedTo: direct, referral }: NewsContent): Promise<void> {
  if (direct && direct.wanted < referral.revision) await ensureMessages(ports, [directNewsUpdate(direct, referral)]);
}

type NewsContent = Extract<MessageContent, { kind: 'referral-news' }>;

/**
 * Posts a message. Only one news of a referral is direct: if another one became it meanwhile, the delivery starts
 * again.
 */
async function postOnce(ports: Ports, message: Message, content: MessageContent): Promise<Delivered | undefined> {
  const isDirect = content.kind === 'referral-news' && content.direct;
  if (isDirect && !(await ports.messages.claimDirect(message))) return deliverMessage(ports, message);
  return post(ports, message, content);
}

/** Finds a message that an earlier attempt posted without recording its place. */
async function recover(ports: Ports, message: Message, content: MessageContent): Promise<Message> {
  if (!message.attemptedAt) return message;
  const posted = await ports.messenger.find(message.tenantId, message, content, message.attemptedAt);
  if (!posted) return message;
  return { ...message, posted: (await ports.messages.posted(message, posted)) ?? posted };
}

/**
 * Posts the message. Deletes it again where another process has stored a place meanwhile, for example after a lost
 * lease.
 */
async function post(ports: Ports, message: Message, content: MessageContent): Promise<Delivered> {
  const { tenantId } = message;
  const { posted, shown, recipient } = await orInBrief(ports, message, content, (what) =>
    ports.messenger.post(tenantId, message, what),
  );
  if (recipient && isUnreached(recipient, ports.clock.now())) await noteReached(ports, message);
  const lost = async () => {
    const stands = await ports.messages.posted(message, posted);
    if (stands && !isSame(stands, posted)) await ports.messenger.remove(tenantId, { ...message, posted });
  };
  return { set: { posted, shown, ...told(content) }, unless: 'posted', lost };
}

/** Notes that Slack delivers to this person again, so that their Home and the doctor say nothing else any more. */
async function noteReached(ports: Ports, { tenantId, to }: Message): Promise<void> {
  const member = await ports.members.configure(tenantId, to, { reachedAt: ports.clock.now() });
  if (member) await refreshHome(ports, tenantId, to);
}

/** Tells whether two places in Slack are the same. */
const isSame = (one: Place, other: Place): boolean => one.channel === other.channel && one.ts === other.ts;

/**
 * Tells whether an unposted message is obsolete: its question is answered, or its news is deleted, outdated or
 * unwanted. Never true for a message that replaces one with an older state, nor for the direct message about a
 * referral, to which later steps are added.
 */
function isMoot(content: MessageContent, { direct, replaces }: Message): boolean {
  if (replaces) return false;
  if (content.kind === 'nudge' && content.unreached === 'left') return true;
  if (content.kind === 'nudge' || content.kind === 'manager-nudge') return content.invite.status !== 'open';
  if (content.kind === 'feedback') return !content.feedback.text;
  if (content.kind === 'referral-news')
    return !direct && (isOldNews(content.referral, content.event) || !(content.direct || content.thread));
  return content.kind === 'relay-ask' && !asks(content);
}

/** Tells whether a message is of no use without its buttons: an open card, and a colleague's ask without an answer. */
const asks = (content: MessageContent): boolean =>
  content.kind === 'relay-ask'
    ? content.relay.status === 'asking' && !content.relay.asks[content.index]?.answer
    : isStillAsking(content);

/**
 * Tells whether a message that was deleted in Slack is posted again: only an invite card that still needs an answer.
 */
const isStillAsking = (content: MessageContent): boolean =>
  content.kind === 'invite-card' && content.invite.status === 'open' && !content.elsewhere;
