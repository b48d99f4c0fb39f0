import type { HomeView, KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/invite/invite.js';
import type { Member } from '../../domain/member/member.js';
import type { MyReferrals } from '../../domain/tally/read-referrals.js';
import type { Connection } from '../../domain/tenant/tenant.js';
import { actions, button, context, divider, header, section } from '../blocks/blocks.js';
import { moment } from '../blocks/dates.js';
import { ACTION } from '../ids.js';
import { acceptButton, declineButton, openButton, referButton } from '../invite-card/buttons.js';
import { referralBlocks } from '../referrals-command/my-referrals.js';
import type { Words } from '../words/words.js';

/** What the Home tab shows. */
export interface Home {
  readonly mine: MyReferrals;
  readonly member: Member | null;
  readonly connection: Connection | null;
  readonly isAdmin: boolean;
}

/** The Home tab: what waits for me, what became of my referrals, and what is still to be set up. */
export function homeView(home: Home, words: Words): HomeView {
  const { plain, mrkdwn } = words;
  const invites = home.mine.openInvites.flatMap((invite) => openInvite(invite, words));
  return {
    type: 'home',
    blocks: [
      ...standing(home, words),
      header(plain('home.invites')),
      ...(invites.length ? invites : [section(mrkdwn('home.noInvites'))]),
      divider,
      header(plain('mine.title')),
      ...referralBlocks(home.mine, words),
      divider,
      context(mrkdwn('help.faq')),
      ...(home.isAdmin ? manage(words) : []),
    ],
  };
}

function standing({ member, connection, isAdmin }: Home, words: Words): KnownBlock[] {
  const { plain, mrkdwn } = words;
  if (connection) {
    const person = member?.person?.name;
    const linked = person ? mrkdwn('home.linked', { person, marketplace: connection.name }) : mrkdwn('home.notLinked');
    return [context(linked)];
  }
  if (!isAdmin) return [section(mrkdwn('home.askAdmin'))];
  const connect = button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' });
  return [section(mrkdwn('home.connect')), actions('onboarding', [connect])];
}

function openInvite(invite: Invite, words: Words): KnownBlock[] {
  const { mrkdwn, plain } = words;
  const title = invite.job.title.trim() || plain('card.untitled');
  const about = invite.expiresAt
    ? mrkdwn('home.invite', { title, deadline: moment(invite.expiresAt, words) })
    : mrkdwn('home.inviteOpen', { title });
  const refer = invite.job.private ? [] : [referButton(invite, words)];
  const all = [...openButton(invite, words), acceptButton(invite, words), declineButton(invite, words), ...refer];
  return [section(about), actions(`invite:${invite.id}`, all)];
}

const manage = ({ plain, mrkdwn }: Words): KnownBlock[] => [
  context(mrkdwn('help.admins')),
  actions('manage', [
    button(ACTION.link, plain('home.linkButton'), 'link'),
    button(ACTION.settings, plain('home.settingsButton'), 'settings'),
  ]),
];
