import type { KnownBlock } from '@slack/types';
import { isAdminRole, isInvitable } from '../../../domain/model/member/member.js';
import type { HomeContent } from '../../../domain/model/views/home-content.js';
import { actions, button, context, divider, header, section } from '../../blocks/blocks.js';
import { buttonAbout } from '../../parts/button-about.js';
import { encodeLink, linkPersonButton } from '../../parts/link-person-button.js';
import { withStateMarker } from '../../parts/state-markers.js';
import { ACTION } from '../../reply/action-ids.js';
import { truncate } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';

/** Renders the first steps (connect, link, try) until the first two are done; nobody records the third. */
export function firstSteps(home: HomeContent, words: Words): KnownBlock[] {
  const { mrkdwn } = words;
  const { connected, member } = home;
  if (connected && member.accounts.length > 0) return [];
  if (connected && member.forgottenAt) return [context(mrkdwn('home.forgotten'))];
  if (connected && isAdmin(home) && home.anyLinked) return [context(mrkdwn('home.noAccount'))];
  return [
    header(words.plain('home.start.title')),
    connectStep(home, words),
    linkStep(home, words),
    ...tryStep(home, words),
    divider,
  ];
}

function tryStep({ member, role, tenant }: HomeContent, { plain, mrkdwn }: Words): KnownBlock[] {
  if (!isInvitable(member, role, tenant.settings)) return [];
  const accessory = button(ACTION.practice, plain('home.start.tryButton'), 'practice');
  return [section(mrkdwn('home.start.try'), { accessory })];
}

function connectStep(home: HomeContent, { plain, mrkdwn }: Words): KnownBlock {
  if (home.connected) return section(withStateMarker('accepted', mrkdwn('home.start.connected')));
  if (!isAdmin(home)) return section(mrkdwn('home.start.askToConnect'));
  const accessory = button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' });
  return section(mrkdwn('home.start.connect'), { accessory });
}

function linkStep(home: HomeContent, { plain, mrkdwn }: Words): KnownBlock {
  if (!isAdmin(home)) return section(mrkdwn('home.start.askToLink'));
  if (home.anyLinked) return section(withStateMarker('accepted', mrkdwn('home.start.linked')));
  return section(mrkdwn('home.start.link'), {
    accessory: button(ACTION.link, plain('home.linkButton'), 'first-link'),
  });
}

/** Renders the buttons for admins. */
export function adminSection(home: HomeContent, { plain }: Words): KnownBlock[] {
  if (!isAdmin(home)) return [];
  return [
    header(plain('home.admins')),
    actions('manage', [
      button(ACTION.settings, plain('home.settingsButton'), 'settings'),
      button(ACTION.link, plain('home.linkButton'), 'link'),
    ]),
  ];
}

/** The length of a name, in characters. */
const NAME = 60;

/** Renders the people whose open invites reach no member, each with the member who is probably meant. */
export function strangers({ strangers: people = [] }: HomeContent, words: Words): KnownBlock[] {
  const { plain, mrkdwn } = words;
  if (people.length === 0) return [];
  return [
    context(mrkdwn('home.strangers')),
    ...people.map(({ person, member }) =>
      section(mrkdwn('home.stranger', { person: truncate(person.name, NAME) }), {
        accessory: member
          ? button(
              ACTION.linkStranger,
              plain('home.linkStranger', { name: member.name }),
              encodeLink({ slackUserId: member.slackUserId, personId: person.id }),
            )
          : buttonAbout(linkPersonButton(person, words), person.name, words),
      }),
    ),
  ];
}

const isAdmin = ({ role }: HomeContent): boolean => isAdminRole(role);
