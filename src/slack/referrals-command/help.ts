import { context, header, type MessageView, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

/** What can be asked. `unknown` is the word that was not understood. */
export function help({ plain, mrkdwn }: Words, unknown?: string): MessageView {
  const lines = (['mine', 'team', 'help'] as const).map((key) => mrkdwn(`help.${key}`)).join('\n');
  const admins = (['admins', 'connect', 'link', 'settings'] as const).map((key) => mrkdwn(`help.${key}`)).join('\n');
  return {
    text: plain('help.text'),
    blocks: [
      ...(unknown ? [section(mrkdwn('help.unknown', { word: unknown }))] : []),
      header(plain('help.title')),
      section(mrkdwn('help.intro')),
      section(lines),
      section(admins),
      context(mrkdwn('help.faq')),
    ],
  };
}
