import type { KnownBlock } from '@slack/types';
import { availabilityOn } from '../../../domain/model/member/availability.js';
import type { Preferences } from '../../../domain/model/member/member.js';
import type { HomeContent } from '../../../domain/model/views/home.js';
import { dayIn } from '../../../lib/day-in.js';
import { actions, button, context, header, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';
import { availabilityText, skillsText } from '../profile/profile-text.js';

/** What others see of me, and the button to change it. */
export function aboutMe({ member }: HomeContent, words: Words, now: Date): KnownBlock[] {
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
