import type { KnownBlock } from '@slack/types';
import { handoffSteps, type Step } from '../../../domain/model/handoff/steps.js';
import { addressIn } from '../../../domain/model/person/find-address-in-text.js';
import { actions, button, context, copyable, section } from '../../blocks/blocks.js';
import type { CardContent } from '../../parts/card-content.js';
import { reasonText } from '../../parts/decline-reasons.js';
import { openButton } from '../../parts/invite-buttons.js';
import { awaitsHandoff } from '../../parts/invite-state.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

/**
 * Renders a hand-off: the numbered steps on a marketplace that accepts no decisions from apps, with its own labels,
 * each text to copy in a block of its own, and the buttons.
 */
export function handoffStepBlocks(content: CardContent, words: Words): KnownBlock[] {
  const { invite, referral, marketplace } = content;
  if (!awaitsHandoff(content) || !isDecided(invite.status)) return [];
  const { paused } = invite.status === 'referred' ? (referral ?? {}) : (invite.decision ?? {});
  const done = button(ACTION.handedOff, words.plain('card.button.done'), invite.id, { style: 'primary' });
  const takeBack = button(ACTION.takeBack, words.plain('card.button.takeBack'), invite.id);
  const trouble = button(ACTION.handoffTrouble, words.plain('card.button.notDone'), invite.id);
  return [
    section(words.mrkdwn(`card.handoff.${paused ? 'paused' : invite.status}`)),
    ...numbered(content, words),
    actions(`handoff:${invite.id}`, [...openButton(invite, words, marketplace), done, trouble, takeBack]),
  ];
}

/** Numbers the steps. Those with nothing to copy share a block until one has. */
function numbered(content: CardContent, words: Words): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) blocks.push(context(lines.join('\n')));
    lines = [];
  };
  for (const [index, step] of handoffSteps(content).entries()) {
    lines.push(`${index + 1}. ${sentenceOf(step, words)}`);
    const text = textOf(step, content, words);
    if (text === undefined) continue;
    flush();
    blocks.push(copyable(text));
  }
  flush();
  return blocks;
}

function sentenceOf(step: Step, { mrkdwn, locale }: Words): string {
  switch (step.do) {
    case 'open':
      return mrkdwn(`card.handoff.step.open.${step.page}`);
    case 'press':
      return step.label === undefined
        ? mrkdwn(`card.handoff.step.${step.button}`)
        : mrkdwn('card.handoff.step.press', { label: step.label });
    case 'choose-reason':
      return mrkdwn('card.handoff.step.reason', { reason: reasonText(step.reason, locale) });
    case 'refer':
      return mrkdwn('card.handoff.step.refer');
    case 'write':
      return mrkdwn('card.handoff.step.write');
  }
}

/** Returns the text to copy for a step; undefined where there is none. */
function textOf(step: Step, content: CardContent, words: Words): string | undefined {
  if (step.do === 'refer') return step.address;
  if (step.do !== 'write') return undefined;
  return [messageFor(content, words), step.profileUrl].filter(Boolean).join('\n');
}

const isDecided = (status: string): status is 'accepted' | 'declined' | 'referred' =>
  status === 'accepted' || status === 'declined' || status === 'referred';

/** Returns the message for the client, in the client's language and consistent with the reason for declining. */
function messageFor({ invite, referral, clientLanguage }: CardContent, words: Words): string | undefined {
  if (invite.status !== 'referred' || !referral) return invite.decision?.messageToClient;
  const { plain } = words.inLanguage(clientLanguage ?? 'en');
  const { to, noteToClient, reasonId } = referral;
  const colleague = addressIn(to.name)?.includes('@') ? plain('card.handoff.nameless') : to.name;
  const sentence = plain(`card.handoff.because.${becauseOf(reasonId)}`, { colleague });
  return [sentence, noteToClient].filter(Boolean).join('\n');
}

/** Words in the ids of marketplaces' reasons, by the meaning of the reason. */
const MEANINGS = [
  ['time', /busy|time|capacity|availab|schedule/i],
  ['skills', /skill|expertise|experience/i],
  ['budget', /budget|rate|price|pay/i],
] as const;

/**
 * Returns the meaning of a decline reason by its id; `other` where it is unknown, or nothing that a client should be
 * told.
 */
const becauseOf = (reasonId: string) => MEANINGS.find(([, pattern]) => pattern.test(reasonId))?.[0] ?? 'other';
