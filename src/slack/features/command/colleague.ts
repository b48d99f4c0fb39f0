import { type MemberReferrals, readMember } from '../../../domain/tallies/read-member.js';
import { header, type MessageView } from '../../blocks/blocks.js';
import { tallyRow, tallyTable } from '../../parts/tally-blocks.js';
import { said } from '../../reply/privately.js';
import type { Command } from '../../reply/request-context.js';
import { listedName } from '../../words/former-name.js';
import type { Words } from '../../words/words.js';

/** How Slack writes a mention for the app, `<@U123|name>`, whatever follows, after punctuation and what cannot be seen. */
const MENTION = /^[\s\p{Cf}\p{P}]*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/u;

/** Whether what follows the command, as Slack sends it, begins with a member's name, or tries to. */
export const isMention = (text: string): boolean => MENTION.test(text) || /^[\s\p{Cf}\p{P}]*@/u.test(text);

/** A colleague's counts. A name that Slack did not recognize is answered with how to name somebody. */
export async function colleague({ ports, by, say, ack }: Command, text: string): Promise<void> {
  const [, slackUserId] = MENTION.exec(text) ?? [];
  if (!slackUserId) return ack(said(say.mrkdwn('colleague.how')));
  await ack(colleagueView(await readMember(ports, by, slackUserId), say));
}

/** The counts of every period, as text. */
export function colleagueView(found: MemberReferrals, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  const name = listedName(found, words);
  return {
    text: mrkdwn('colleague.text', { name, row: tallyRow(found.tallies.all, words) }),
    blocks: [header(plain('colleague.title', { name })), ...tallyTable(found.tallies, words)],
  };
}
