import type { KnownBlock } from '@slack/types';
import { actions, button, context, copyable, section } from '../../blocks/blocks.js';
import { reasonText } from '../../parts/decline-reasons.js';
import { openButton } from '../../parts/invite-buttons.js';
import { awaitsHandoff, type CardContent } from '../../parts/invite-state.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

/**
 * Renders a handoff, where the marketplace takes no answers from apps: the steps, the text to paste, and the buttons.
 */
export function handoff(content: CardContent, words: Words): KnownBlock[] {
  const { invite } = content;
  if (!awaitsHandoff(content) || !isDecided(invite.status)) return [];
  const done = button(ACTION.handedOff, words.plain('card.button.done'), invite.id, { style: 'primary' });
  const takeBack = button(ACTION.takeBack, words.plain('card.button.takeBack'), invite.id);
  const trouble = button(ACTION.handoffTrouble, words.plain('card.button.notDone'), invite.id);
  const text = messageFor(content, words);
  const { reason } = content;
  return [
    section(words.mrkdwn(`card.handoff.${invite.status}`)),
    ...(reason ? [context(words.mrkdwn('card.handoff.reason', { reason: reasonText(reason, words.locale) }))] : []),
    ...(text ? [context(words.mrkdwn('card.handoff.copy')), copyable(text)] : []),
    actions(`handoff:${invite.id}`, [...openButton(invite, words), done, trouble, takeBack]),
  ];
}

const isDecided = (status: string): status is 'accepted' | 'declined' | 'referred' =>
  status === 'accepted' || status === 'declined' || status === 'referred';

function messageFor({ invite, referral }: CardContent, { plain }: Words): string | undefined {
  if (invite.status !== 'referred' || !referral) return invite.decision?.messageToClient;
  const { to, noteToClient: note = '' } = referral;
  return plain('card.handoff.message', { colleague: to.name, note });
}
