import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { context, type MessageView, section } from '../../blocks/blocks.js';
import { openLink } from '../../parts/invite-buttons.js';
import { stateText } from '../../parts/invite-state.js';
import { withStateMarker } from '../../parts/state-markers.js';
import { failureReasonText } from '../../words/failure-reason-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { explanation } from './failure-reason.js';

type Refused = Extract<MessageContent, { kind: 'decision-refused' }>;

/** Renders the message that an accept or a decline did not go through, with the reason and what to do now. */
export function decisionRefusedMessage(content: Refused, words: Words): MessageView {
  const { invite, decision, whose, thread, marketplace } = content;
  const said = words.mrkdwn(`refused.${whose}.${decision === 'accepted' ? 'accepted' : 'declined'}`, {
    title: titleOf(invite, words),
    member: invite.invitee.person.name,
    reason: failureReasonText(invite.trouble, words),
  });
  const next = nextStep(content, words);
  const links = thread ? [] : openLink(invite, words, marketplace);
  const blocks = [
    section(withStateMarker('trouble', said)),
    ...(invite.trouble ? explanation(invite.trouble, words) : []),
    ...[next, ...links].map((one) => context(one)),
  ];
  return { text: `${said} ${next}`, blocks };
}

function nextStep({ invite, whose }: Refused, words: Words): string {
  if (invite.status !== 'open') return stateText({ invite, referral: null, onward: [] }, words);
  return words.mrkdwn(`refused.next.${whose}`, { member: invite.invitee.person.name });
}
