import type { KnownBlock } from '@slack/types';
import { isAdminRole } from '../../../domain/model/member/member.js';
import type { HomeContent } from '../../../domain/model/views/home.js';
import { actions, button, context, header, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

/** Renders the member's marketplace account, or what is to be set up before invites arrive. */
export function accountStatus(home: HomeContent, words: Words): KnownBlock[] {
  const { plain, mrkdwn } = words;
  if (home.connected) return [context(account(home, words))];
  if (!isAdmin(home)) return [section(mrkdwn('home.askAdmin'))];
  const connect = button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' });
  return [section(mrkdwn('home.connect')), actions('onboarding', [connect]), context(mrkdwn('home.steps'))];
}

function account(home: HomeContent, { mrkdwn }: Words): string {
  const { person, forgottenAt } = home.member;
  if (person) return mrkdwn('home.linked', { person: person.name });
  if (forgottenAt) return mrkdwn('home.forgotten');
  return mrkdwn(isAdmin(home) ? 'home.linkYourself' : 'home.notLinked');
}

/** Renders the buttons for admins. */
export function adminSection(home: HomeContent, { plain }: Words): KnownBlock[] {
  if (!isAdmin(home)) return [];
  return [
    header(plain('home.admins')),
    actions('manage', [
      button(ACTION.link, plain('home.linkButton'), 'link'),
      button(ACTION.settings, plain('home.settingsButton'), 'settings'),
    ]),
  ];
}

const isAdmin = ({ role }: HomeContent): boolean => isAdminRole(role);
