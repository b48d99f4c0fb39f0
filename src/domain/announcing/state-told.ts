import { waitsForHandoff } from '../lifecycle/referral-handoff.js';
import { isLifted } from '../model/referral/news-to-tell.js';
import type { MessageContent } from '../model/views/message-content.js';

/**
 * Returns what a message tells its reader, in a word. Where a message that can be edited no more told another word, its
 * reader must hear of the present one. Undefined for messages whose edits tell nothing that is not told elsewhere: a
 * reminder is corrected by the card of its reader, and the steps of a referral by news of their own.
 */
export function stateTold(content: MessageContent): string | undefined {
  switch (content.kind) {
    case 'invite-card':
      return cardTold(content);
    case 'manager-nudge':
      return content.invite.status === 'open' ? 'open' : 'over';
    case 'relay-ask':
      return content.relay.asks[content.index]?.answer ?? content.relay.status;
    case 'referral-news':
      return newsTold(content);
    case 'welcome':
      return content.connected ? 'connected' : 'not-connected';
    default:
      return undefined;
  }
}

/** The word with which the state of an open card begins. */
export const OPEN = 'open';

type Of<Kind extends MessageContent['kind']> = Extract<MessageContent, { kind: Kind }>;

/** An open card is told anew for a person's correction, whose author looks for it, and for another deadline. */
function cardTold({ invite, referral, hired, elsewhere }: Of<'invite-card'>): string {
  const { status, proposal, corrected, expiresAt } = invite;
  if (elsewhere && status === 'open') return 'moved';
  if (waitsForHandoff(invite, referral)) return `${status}.hand-off`;
  const step = hired ? 'hired' : proposal;
  if (status !== 'open') return step === undefined ? status : `${status}.${step}`;
  return [OPEN, corrected?.at.getTime(), expiresAt?.getTime()].join('.');
}

/** Only the direct message has later steps added to it. */
function newsTold({ referral, event, direct, since }: Of<'referral-news'>): string | undefined {
  if (event === 'failed') return isLifted(referral) ? 'failed.lifted' : 'failed';
  return direct ? (since ?? event) : undefined;
}
