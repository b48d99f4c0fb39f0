import type { HomeView, KnownBlock } from '@slack/types';
import { availabilityOn } from '../../../domain/model/member/availability.js';
import { isUnreached, type Preferences } from '../../../domain/model/member/member.js';
import type { HomeContent } from '../../../domain/model/views/home-content.js';
import { dayIn } from '../../../lib/day-in-time-zone.js';
import { actions, button, context, divider, header, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { availabilityText, skillsText } from '../profile/profile-text.js';
import { connectionHealth } from './connection-health.js';
import { myNumbers } from './my-numbers.js';
import { adminSection, firstSteps, strangers } from './onboarding.js';
import { openInvites } from './open-invites.js';
import { referralList } from './referral-list.js';

/**
 * Renders the Home tab: the first steps while something is missing, open invites, the member's referrals and numbers,
 * what others see of them, and the settings. The number of blocks is bounded.
 * @param now for the time left until a deadline
 */
export const homeView = (home: HomeContent, words: Words, now: Date): HomeView => ({
  type: 'home',
  blocks: [
    ...(isUnreached(home.member, now) ? [section(words.mrkdwn('home.unreached'))] : []),
    ...firstSteps(home, words),
    ...openInvites(home, words, now),
    divider,
    ...referralList(home, words),
    ...myNumbers(home, words),
    divider,
    ...aboutMe(home, words, now),
    ...adminSection(home, words),
    ...strangers(home, words),
    ...connectionHealth(home, words, now),
    divider,
    ...whomToAsk(home, words),
    context(words.mrkdwn('home.tips'), words.mrkdwn('help.faq')),
  ],
});

/** The most people to ask who are named. */
const TO_ASK = 5;

function whomToAsk({ whomToAsk: names }: HomeContent, { mrkdwn, locale }: Words): KnownBlock[] {
  const count = Math.min(names.length, TO_ASK);
  if (count === 0) return [];
  const list = new Intl.ListFormat(locale, { type: 'disjunction' }).format(names.slice(0, TO_ASK));
  return [context(mrkdwn('home.whomToAsk', { names: list, count }))];
}

/** Renders the Home tab of a person whom the directory does not have yet. */
export const unknownMemberView = ({ mrkdwn }: Words): HomeView => ({
  type: 'home',
  blocks: [context(mrkdwn('home.soon'))],
});

/** The most names of a member's accounts that are shown. */
const NAMES = 3;

/** Renders what others see of the member, and the buttons to change it and to handle the member's data. */
function aboutMe({ member }: HomeContent, words: Words, now: Date): KnownBlock[] {
  const { plain, mrkdwn } = words;
  const today = dayIn(member.timeZone, now);
  const time = availabilityText(availabilityOn(member.availability, today), words);
  const names = [...new Set(member.accounts.map(({ name }) => name))].slice(0, NAMES).join(', ');
  const account = names ? [mrkdwn('home.linked', { person: names })] : [];
  return [
    header(plain('home.about')),
    section([time, skillsText(member.skills, words)].join('\n')),
    context(...account, visibility(member.preferences, words)),
    actions('about', [
      button(ACTION.profile, plain('home.profileButton'), 'profile'),
      button(ACTION.privacy, plain('home.privacyButton'), 'privacy'),
    ]),
  ];
}

function visibility({ hidden, onLeaderboard }: Preferences, { mrkdwn }: Words): string {
  if (hidden) return mrkdwn('home.hidden');
  return mrkdwn(onLeaderboard ? 'home.shown.yes' : 'home.shown.no');
}
