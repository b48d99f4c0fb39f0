import type { KnownBlock } from '@slack/types';
import { isAdminRole } from '../../../domain/model/member/member.js';
import { roleIn } from '../../../domain/permissions/require-role.js';
import { actions, button, context, header, type MessageView, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Command } from '../../reply/request-context.js';
import type { Words } from '../../words/words.js';

/** The subcommands by subject. */
const GROUPS = {
  referrals: ['mine', 'add', 'team', 'trend', 'user'],
  me: ['available', 'skills', 'export', 'privacy'],
  more: ['demo', 'feedback', 'help'],
  admins: ['connect', 'link', 'settings', 'rotate'],
} as const;

/** Renders the list of subcommands for the person who asked. `unknown` is a word that was not understood. */
export const helpFor = async ({ ports, by, say }: Command, unknown?: string): Promise<MessageView> =>
  help(say, isAdminRole(await roleIn(ports, by)), unknown);

/** Renders the list of subcommands in groups, with buttons for those that open something. */
export function help(words: Words, isAdmin: boolean, unknown?: string): MessageView {
  const { plain, mrkdwn } = words;
  return {
    text: plain('help.text'),
    blocks: [
      ...(unknown ? [section(mrkdwn('help.unknown', { word: unknown }))] : []),
      header(plain('help.title')),
      section(mrkdwn('help.intro')),
      group('referrals', words),
      group('me', words),
      group('more', words),
      actions('help', [
        button(ACTION.practice, plain('help.button.practice'), 'practice'),
        button(ACTION.profile, plain('home.profileButton'), 'profile'),
        button(ACTION.privacy, plain('home.privacyButton'), 'privacy'),
      ]),
      ...(isAdmin ? forAdmins(words) : []),
      context(mrkdwn('help.faq')),
    ],
  };
}

function group(name: keyof typeof GROUPS, { mrkdwn }: Words): KnownBlock {
  const lines = GROUPS[name].map((key) => mrkdwn(`help.${key}`));
  return section([mrkdwn(`help.group.${name}`), ...lines].join('\n'));
}

const forAdmins = (words: Words): KnownBlock[] => [
  group('admins', words),
  actions('help-admins', [
    button(ACTION.connect, words.plain('home.connectButton'), 'connect'),
    button(ACTION.link, words.plain('home.linkButton'), 'link'),
    button(ACTION.settings, words.plain('home.settingsButton'), 'settings'),
  ]),
];
