import type { HomeView } from '@slack/types';
import type { HomeContent } from '../../../domain/model/views/home.js';
import { context, divider } from '../../blocks/blocks.js';
import type { Words } from '../../words/words.js';
import { aboutMe } from './about-me.js';
import { manage, standing } from './onboarding.js';
import { openInvites } from './open-invites.js';
import { privacy } from './privacy.js';
import { myCounts, referralList } from './referral-list.js';

/**
 * The Home tab: what waits for me, what became of my referrals, what others see of me, and what is still to be set up.
 * It has a fixed number of blocks at the most, whatever there is to show.
 * @param now for what is left of a deadline
 */
export const homeView = (home: HomeContent, words: Words, now: Date): HomeView => ({
  type: 'home',
  blocks: [
    ...standing(home, words),
    ...openInvites(home, words, now),
    divider,
    ...myCounts(home, words),
    ...referralList(home, words),
    divider,
    ...aboutMe(home, words, now),
    divider,
    ...privacy(words),
    ...manage(home, words),
    divider,
    context(words.mrkdwn('home.tips'), words.mrkdwn('help.faq')),
  ],
});

/** For somebody whom the directory does not know yet. */
export const soonView = ({ mrkdwn }: Words): HomeView => ({ type: 'home', blocks: [context(mrkdwn('home.soon'))] });
