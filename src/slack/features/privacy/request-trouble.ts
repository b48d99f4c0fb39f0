import type { Content } from '../../../domain/model/views/message-content.js';
import { type MessageView, section } from '../../blocks/blocks.js';
import type { Words } from '../../words/words.js';

type RequestTrouble = Extract<Content, { kind: 'request-trouble' }>;

/** What somebody hears whose file does not come, or whose data is not deleted yet: why, and what to do. */
export function requestTrouble({ request, stage }: RequestTrouble, { mrkdwn }: Words): MessageView {
  const text = mrkdwn(`requestTrouble.${stage}.${request}`);
  return { text, blocks: [section(text)] };
}
