import { context, header, type MessageView, section } from '../../blocks/blocks.js';
import type { Words } from '../../words/words.js';

const FOR_ALL = [
  'mine',
  'add',
  'demo',
  'team',
  'trend',
  'user',
  'available',
  'skills',
  'export',
  'privacy',
  'feedback',
  'help',
] as const;
const FOR_ADMINS = ['admins', 'connect', 'link', 'settings', 'rotate'] as const;

/** Renders the list of subcommands. `unknown` is a word that was not understood. */
export function help({ plain, mrkdwn }: Words, unknown?: string): MessageView {
  const linesOf = (keys: readonly (typeof FOR_ALL | typeof FOR_ADMINS)[number][]) =>
    section(keys.map((key) => mrkdwn(`help.${key}`)).join('\n'));
  return {
    text: plain('help.text'),
    blocks: [
      ...(unknown ? [section(mrkdwn('help.unknown', { word: unknown }))] : []),
      header(plain('help.title')),
      section(mrkdwn('help.intro')),
      linesOf(FOR_ALL),
      linesOf(FOR_ADMINS),
      context(mrkdwn('help.faq')),
    ],
  };
}
