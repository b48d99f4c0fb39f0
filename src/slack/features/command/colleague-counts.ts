import { Refusal } from '../../../domain/model/errors.js';
import { type MemberReferrals, readMemberCounts } from '../../../domain/tallies/read-member-counts.js';
import { header, type MessageView, mrkdwnMessage } from '../../blocks/blocks.js';
import { tallyRow, tallyTable } from '../../parts/tally-blocks.js';
import type { Command } from '../../reply/request-context.js';
import { listedName } from '../../words/erased-names.js';
import { mentionedIn } from '../../words/unescape.js';
import type { Words } from '../../words/words.js';

/** Matches a name after an `@` (also a full-width or small one) that Slack did not resolve to a user. */
const UNRESOLVED = /(?<![^\s\p{Cf}\p{P}])[@＠﹫]\p{L}/u;

/** Matches the text before a mention that begins the command: white space, punctuation and invisible characters. */
const BEFORE = /^[\s\p{Cf}\p{P}]*$/u;

/** Tells whether the argument of the command mentions somebody, or names somebody whom Slack did not resolve. */
export const hasMention = (text: string): boolean => mentionedIn(text).length > 0 || UNRESOLVED.test(text);

/** Tells whether a text is nothing but a name after an `@` that Slack did not resolve to a user. */
export const isUnresolvedName = (text: string): boolean => /^[@＠﹫]\p{L}[\p{L}\p{N}._-]*[,:]?$/u.test(text.trim());

/** Tells whether the argument of the command begins with a mention, or with an `@`. */
export const isMention = (text: string): boolean => {
  const at = /<@|[@＠﹫]/u.exec(text)?.index;
  return at !== undefined && BEFORE.test(text.slice(0, at));
};

/** Returns the id of the member whom a text mentions; undefined for none. @throws Refusal for several */
export function oneMentioned(text: string): string | undefined {
  const [id, ...others] = mentionedIn(text);
  if (others.length > 0) throw new Refusal('member.severalMentioned');
  return id;
}

/** Shows a colleague's counts, or explains how to mention somebody when Slack did not resolve the name. */
export async function colleagueCounts({ ports, by, say, ack }: Command, text: string): Promise<void> {
  const slackUserId = oneMentioned(text);
  if (!slackUserId) return ack(mrkdwnMessage(say.mrkdwn('colleague.how')));
  await ack(colleagueView(await readMemberCounts(ports, by, slackUserId), say));
}

/** Renders the counts of every period. */
export function colleagueView(found: MemberReferrals, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  const name = listedName(found, words);
  return {
    text: mrkdwn('colleague.text', { name, row: tallyRow(found.tallies.all, words) }),
    blocks: [header(plain('colleague.title', { name })), ...tallyTable(found.tallies, words)],
  };
}
