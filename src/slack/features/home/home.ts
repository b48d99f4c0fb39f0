import type { HomeView, KnownBlock } from '@slack/types';
import { availabilityOn } from '../../../domain/model/member/availability.js';
import type { Preferences } from '../../../domain/model/member/member.js';
import type { HomeContent } from '../../../domain/model/views/home.js';
import { dayIn } from '../../../lib/day-in.js';
import { actions, button, context, divider, header, plain, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';
import { availabilityText, skillsText } from '../profile/profile-text.js';
import { connectionHealth } from './connection-health.js';
import { accountStatus, adminSection } from './onboarding.js';
import { openInvites } from './open-invites.js';
import { myCounts, referralList } from './referral-list.js';

/**
 * Renders the Home tab: open invites, the member's referrals, what others see of them, and what is to be set up. The
 * number of blocks is bounded.
 * @param now for the time left until a deadline
 */
export const homeView = (home: HomeContent, words: Words, now: Date): HomeView => ({
  type: 'home',
  blocks: [
    ...accountStatus(home, words),
    ...openInvites(home, words, now),
    divider,
    ...myCounts(home, words),
    ...referralList(home, words),
    divider,
    ...aboutMe(home, words, now),
    divider,
    ...privacy(words),
    ...adminSection(home, words),
    ...connectionHealth(home, words, now),
    divider,
    context(words.mrkdwn('home.tips'), words.mrkdwn('help.faq')),
  ],
});

/** Renders the Home tab of a person whom the directory does not have yet. */
export const unknownMemberView = ({ mrkdwn }: Words): HomeView => ({
  type: 'home',
  blocks: [context(mrkdwn('home.soon'))],
});

/** Renders what others see of the member, and the button to change it. */
function aboutMe({ member }: HomeContent, words: Words, now: Date): KnownBlock[] {
  const today = dayIn(member.timeZone, now);
  const time = availabilityText(availabilityOn(member.availability, today), words);
  return [
    header(words.plain('home.about')),
    section(`${time}\n${skillsText(member.skills, words)}`),
    context(visibility(member.preferences, words)),
    actions('about', [button(ACTION.profile, words.plain('home.profileButton'), 'profile')]),
  ];
}

function visibility({ hidden, onLeaderboard }: Preferences, { mrkdwn }: Words): string {
  if (hidden) return mrkdwn('home.hidden');
  return mrkdwn(onLeaderboard ? 'home.shown.yes' : 'home.shown.no');
}

/** Renders the buttons to export and to delete the member's data. */
const privacy = ({ plain: say, mrkdwn }: Words): KnownBlock[] => [
  header(say('privacy.title')),
  context(mrkdwn('privacy.kept')),
  actions('privacy', [
    button(ACTION.exportReferrals, say('privacy.exportTable'), 'export-referrals'),
    button(ACTION.exportData, say('privacy.export'), 'export-data'),
    button(ACTION.deleteData, say('privacy.delete'), 'delete-data', {
      style: 'danger',
      confirm: {
        title: plain(say('privacy.confirm.title'), 100),
        text: plain(say('privacy.confirm.text'), 300),
        confirm: plain(say('privacy.confirm.yes'), 30),
        deny: plain(say('privacy.confirm.no'), 30),
        style: 'danger',
      },
    }),
  ]),
];
