import type { KnownBlock } from '@slack/types';
import { dayIn } from '../../domain/day-in.js';
import { availabilityOn } from '../../domain/member/availability.js';
import type { HomeContent } from '../../domain/member/home.js';
import type { Preferences } from '../../domain/member/member.js';
import { actions, button, context, header, section } from '../blocks/blocks.js';
import { ACTION } from '../ids.js';
import { availabilityText, skillsText } from '../profile-modal/profile-text.js';
import type { Words } from '../words/words.js';

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
