import type { Content } from '../domain/message/content.js';
import { type MessageView, section } from './blocks/blocks.js';
import { tokenRefused } from './connect/token-refused.js';
import { digestView } from './digest/digest.js';
import { feedbackView } from './feedback/feedback.js';
import { welcome } from './install/welcome.js';
import { inviteCard } from './invite-card/invite-card.js';
import { managerNudge, nudge } from './nudge/nudge.js';
import { requestTrouble } from './privacy/request-trouble.js';
import { referralNews } from './refer/news.js';
import { recommended } from './refer/recommended.js';
import { said } from './referrals-command/said.js';
import { relayAsk } from './relay/relay-ask.js';
import { relayNews } from './relay/relay-news.js';
import { withFormerNames } from './words/with-former-names.js';
import type { Words } from './words/words.js';

/** What a message says, in blocks. */
export function present(content: Content, words: Words): MessageView {
  const shown = view(withFormerNames(content, words), words);
  return isPractice(content) ? labelled(shown, words) : shown;
}

const isPractice = (content: Content): boolean =>
  Boolean(
    (content.kind === 'invite-card' && content.invite.practice) ||
      (content.kind === 'referral-news' && content.referral.practice),
  );

const labelled = ({ text, blocks }: MessageView, { mrkdwn }: Words): MessageView => ({
  text,
  blocks: [section(mrkdwn('practice.label')), ...blocks],
});

function view(content: Content, words: Words): MessageView {
  switch (content.kind) {
    case 'invite-card':
      return inviteCard(content, words);
    case 'referral-news':
      return referralNews(content, words);
    case 'recommended':
      return recommended(content, words);
    case 'nudge':
      return nudge(content, words);
    case 'manager-nudge':
      return managerNudge(content, words);
    case 'relay-ask':
      return relayAsk(content, words);
    case 'relay-news':
      return relayNews(content, words);
    case 'feedback':
      return feedbackView(content, words);
    case 'digest':
      return digestView(content, words);
    case 'welcome':
      return welcome(content, words);
    case 'token-refused':
      return tokenRefused(content, words);
    case 'sync-failed':
      return said(words.mrkdwn('syncFailed'));
    case 'request-trouble':
      return requestTrouble(content, words);
  }
}
