import type { Content } from '../domain/message/content.js';
import type { MessageView } from './blocks/blocks.js';
import { welcome } from './install/welcome.js';
import { inviteCard } from './invite-card/invite-card.js';
import { referralNews } from './refer/news.js';
import type { Words } from './words/words.js';

/** What a message says, in blocks. */
export function present(content: Content, words: Words): MessageView {
  switch (content.kind) {
    case 'invite-card':
      return inviteCard(content, words);
    case 'referral-news':
      return referralNews(content, words);
    case 'welcome':
      return welcome(content, words);
  }
}
