import { type MemberReferrals, readMember } from '../../../domain/tallies/read-member.js';
import { header, type MessageView, mrkdwnMessage } from '../../blocks/blocks.js';
import { tallyRow, tallyTable } from '../../parts/tally-blocks.js';
import type { Command } from '../../reply/request-context.js';
import { listedName } from '../../words/erased-names.js';
import type { Words } from '../../words/words.js';

/** A mention as Slack sends it to the app, `<@U123|name>`, after punctuation and invisible characters. */
const MENTION = /^[\s\p{Cf}\p{P}]*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/u;

/** Tells whether the argument of the command begins with a mention, or with an `@` that Slack did not resolve. */
export const isMention = (text: string): boolean => MENTION.test(text) || /^[\s\p{Cf}\p{P}]*@/u.test(text);

/** Shows a colleague's counts, or explains how to mention somebody when Slack did not resolve the name. */
export async function colleague({ ports, by, say, ack }: Command, text: string): Promise<void> {
  const [, slackUserId] = MENTION.exec(text) ?? [];
  if (!slackUserId) return ack(mrkdwnMessage(say.mrkdwn('colleague.how')));
  await ack(colleagueView(await readMember(ports, by, slackUserId), say));
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
