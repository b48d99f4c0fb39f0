import type { KnownBlock } from '@slack/types';
import { isInvitable } from '../../../domain/model/member/member.js';
import type { HomeContent, OpenInvite } from '../../../domain/model/views/home-content.js';
import { actions, button, context, header, section } from '../../blocks/blocks.js';
import { moment, timeLeft } from '../../blocks/format-dates.js';
import { buttonsAbout } from '../../parts/button-about.js';
import { answerRow } from '../../parts/invite-buttons.js';
import { factLine } from '../../parts/job-facts.js';
import { relayProgress } from '../../parts/relay-progress.js';
import { withStateMarker } from '../../parts/state-markers.js';
import { ACTION } from '../../reply/action-ids.js';
import { refusalLine } from '../../words/refusal-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

/** Renders the open invites, with the buttons of the card. */
export function openInvites(home: HomeContent, words: Words, now: Date): KnownBlock[] {
  const { openInvites: open, moreInvites, withoutCard = 0, member, role, tenant } = home;
  const blocks = open.flatMap((one) => openInvite(one, words, now));
  const none = section(words.mrkdwn('home.noInvites'));
  const carded = moreInvites - withoutCard;
  const more = [
    ...(withoutCard > 0 ? [context(words.mrkdwn('home.withoutCard', { count: withoutCard }))] : []),
    ...(carded > 0 ? [context(words.mrkdwn('home.moreInvites', { count: carded }))] : []),
  ];
  const add = actions('add', [button(ACTION.add, words.plain('home.addInvite'), 'add')]);
  const rest = isInvitable(member, role, tenant.settings) ? [...more, add] : more;
  return [header(words.plain('home.invites')), ...(blocks.length ? blocks : [none]), ...rest];
}

function openInvite(
  { invite, whyNotRefer, whyNotAsk, relay, byHand, marketplace }: OpenInvite,
  words: Words,
  now: Date,
): KnownBlock[] {
  const why = whyNotRefer && words.mrkdwn('home.noRefer', { why: refusalLine(whyNotRefer, words) });
  const blocks = [
    section(about(invite, words, now)),
    ...(why ? [context(why)] : []),
    ...relayProgress({ relay }, words),
    ...answerRow({ invite, whyNotRefer, whyNotAsk, byHand, marketplace }, words),
  ];
  return buttonsAbout(blocks, titleOf(invite, words), words);
}

/** Renders the title, and a line with the deadline, the budget and the client. */
function about(invite: OpenInvite['invite'], words: Words, now: Date): string {
  const { mrkdwn } = words;
  const { expiresAt } = invite;
  const isAhead = expiresAt && expiresAt > now;
  const left = isAhead && timeLeft(now, expiresAt, words);
  const until = left && mrkdwn('home.invite', { deadline: moment(expiresAt, words), left });
  const title = withStateMarker('invite', mrkdwn('card.title', { title: titleOf(invite, words) }));
  return [title, [until, factLine(invite, words)].filter(Boolean).join(' · ')].filter(Boolean).join('\n');
}
