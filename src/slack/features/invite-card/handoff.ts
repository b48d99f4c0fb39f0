import type { KnownBlock } from '@slack/types';
import { actions, button, context, copyable, section } from '../../blocks/blocks.js';
import { reasonText } from '../../parts/decline-reasons.js';
import { openButton } from '../../parts/invite-buttons.js';
import { awaitsHandoff, type CardContent } from '../../parts/invite-state.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

/**
 * Renders a handoff, where the marketplace takes no answers from apps: what to do there, the reason to choose, the text
 * to paste, and the buttons.
 */
export function handoff(content: CardContent, words: Words): KnownBlock[] {
  const { invite, marketplace, reason } = content;
  if (!awaitsHandoff(content) || !isDecided(invite.status)) return [];
  const done = button(ACTION.handedOff, words.plain('card.button.done'), invite.id, { style: 'primary' });
  const takeBack = button(ACTION.takeBack, words.plain('card.button.takeBack'), invite.id);
  const trouble = button(ACTION.handoffTrouble, words.plain('card.button.notDone'), invite.id);
  const text = messageFor(content, words);
  return [
    section(words.mrkdwn(`card.handoff.${invite.status}`)),
    ...(reason ? [context(words.mrkdwn('card.handoff.reason', { reason: reasonText(reason, words.locale) }))] : []),
    ...(text ? [context(words.mrkdwn('card.handoff.copy')), copyable(text)] : []),
    actions(`handoff:${invite.id}`, [...openButton(invite, words, marketplace), done, trouble, takeBack]),
  ];
}

const isDecided = (status: string): status is 'accepted' | 'declined' | 'referred' =>
  status === 'accepted' || status === 'declined' || status === 'referred';

/** Returns the text for the client: in the client's language, and true to the reason for declining. */
function messageFor({ invite, referral, clientLanguage }: CardContent, words: Words): string | undefined {
  if (invite.status !== 'referred' || !referral) return invite.decision?.messageToClient;
  const { plain } = words.inLanguage(clientLanguage ?? 'en');
  const { to, noteToClient, reasonId } = referral;
  const sentence = plain(`card.handoff.because.${becauseOf(reasonId)}`, { colleague: to.name });
  return [sentence, noteToClient].filter(Boolean).join('\n');
}

/** Words in the ids of marketplaces' reasons, by what they mean. */
const MEANINGS = [
  ['time', /busy|time|capacity|availab|schedule/i],
  ['skills', /skill|expertise|experience/i],
  ['budget', /budget|rate|price|pay/i],
] as const;

/** Returns what a reason means by its id; `other` where that is not clear, or nothing to tell a client. */
const becauseOf = (reasonId: string) => MEANINGS.find(([, pattern]) => pattern.test(reasonId))?.[0] ?? 'other';
