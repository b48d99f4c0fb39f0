import type { MessageContent, ShownContent } from '../../domain/model/views/message-content.js';
import { type MessageView, mrkdwnMessage, section } from '../blocks/blocks.js';
import { relayAskMessage } from '../features/ask/relay-ask-message.js';
import { relayNewsMessage } from '../features/ask/relay-news-message.js';
import { tokenRefusedMessage } from '../features/connect/token-refused-message.js';
import { digestMessage } from '../features/digest/digest.js';
import { feedbackMessage } from '../features/feedback/feedback.js';
import { decisionRefusedMessage } from '../features/invite-card/decision-refused-message.js';
import { inviteCard } from '../features/invite-card/invite-card.js';
import { managerNudgeMessage, nudgeMessage } from '../features/nudge/nudge.js';
import { requestTroubleMessage } from '../features/privacy/privacy.js';
import { recommendationMessage } from '../features/refer/recommendation-message.js';
import { referralNewsMessage } from '../features/refer/referral-news-message.js';
import { welcomeMessage } from '../features/workspace/welcome.js';
import { withFormerNames } from '../words/erased-names.js';
import type { Words } from '../words/words.js';

/** Renders the content of a message; a brief one as its text without buttons. */
export function presentMessage(content: ShownContent, words: Words): MessageView {
  const whole = view(withFormerNames(content, words), words);
  const shown = content.brief ? mrkdwnMessage(whole.text) : whole;
  return isPractice(content) ? labelled(shown, words) : shown;
}

const isPractice = (content: MessageContent): boolean =>
  Boolean(
    (content.kind === 'invite-card' && content.invite.practice) ||
      (content.kind === 'referral-news' && content.referral.practice),
  );

const labelled = ({ text, blocks }: MessageView, { mrkdwn }: Words): MessageView => ({
  text,
  blocks: [section(mrkdwn('practice.label')), ...blocks],
});

function view(content: MessageContent, words: Words): MessageView {
  switch (content.kind) {
    case 'invite-card':
      return inviteCard(content, words);
    case 'referral-news':
      return referralNewsMessage(content, words);
    case 'decision-refused':
      return decisionRefusedMessage(content, words);
    case 'recommended':
      return recommendationMessage(content, words);
    case 'nudge':
      return nudgeMessage(content, words);
    case 'manager-nudge':
      return managerNudgeMessage(content, words);
    case 'relay-ask':
      return relayAskMessage(content, words);
    case 'relay-news':
      return relayNewsMessage(content, words);
    case 'feedback':
      return feedbackMessage(content, words);
    case 'digest':
      return digestMessage(content, words);
    case 'welcome':
      return welcomeMessage(content, words);
    case 'token-refused':
      return tokenRefusedMessage(content, words);
    case 'sync-failed':
      return mrkdwnMessage(words.mrkdwn('syncFailed'));
    case 'without-card': {
      const { unlinked, count } = content;
      return mrkdwnMessage(words.mrkdwn(unlinked ? 'withoutCard.unlinked' : 'withoutCard.own', { count }));
    }
    case 'request-trouble':
      return requestTroubleMessage(content, words);
  }
}
