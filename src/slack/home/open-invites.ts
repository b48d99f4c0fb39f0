import type { KnownBlock } from '@slack/types';
import type { HomeContent } from '../../domain/message/content.js';
import { actions, context, header, section } from '../blocks/blocks.js';
import { moment, timeLeft } from '../blocks/dates.js';
import { acceptButton, declineButton, openButton, referButton } from '../invite-card/buttons.js';
import { refusalLine } from '../words/refusal.js';
import type { Words } from '../words/words.js';

type Open = HomeContent['openInvites'][number];

/** What waits for my answer, with the buttons of the card. */
export function openInvites({ openInvites: open }: HomeContent, words: Words, now: Date): KnownBlock[] {
  const blocks = open.flatMap((invite) => openInvite(invite, words, now));
  const none = section(words.mrkdwn('home.noInvites'));
  return [header(words.plain('home.invites')), ...(blocks.length ? blocks : [none])];
}

function openInvite({ invite, whyNotRefer }: Open, words: Words, now: Date): KnownBlock[] {
  const refer = whyNotRefer ? [] : [referButton(invite, words)];
  const all = [...openButton(invite, words), acceptButton(invite, words), declineButton(invite, words), ...refer];
  const why = whyNotRefer && words.mrkdwn('home.noRefer', { why: refusalLine(whyNotRefer, words) });
  return [section(about(invite, words, now)), ...(why ? [context(why)] : []), actions(`invite:${invite.id}`, all)];
}

function about({ job, expiresAt }: Open['invite'], words: Words, now: Date): string {
  const { mrkdwn, plain } = words;
  const title = job.title.trim() || plain('card.untitled');
  if (!expiresAt) return mrkdwn('home.inviteOpen', { title });
  return mrkdwn('home.invite', { title, deadline: moment(expiresAt, words), left: timeLeft(now, expiresAt, words) });
}
