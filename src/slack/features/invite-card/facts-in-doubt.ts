import type { Button, KnownBlock } from '@slack/types';
import { isCorrectable, isEndDoubtful } from '../../../domain/model/invite/apply-corrections.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { button, section } from '../../blocks/blocks.js';
import type { CardContent } from '../../parts/card-content.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

/**
 * Says which facts were read without certainty, until a more certain source confirms them, and who corrected facts,
 * beside the button to correct them.
 */
export function factsInDoubt({ invite, reader }: CardContent, words: Words): KnownBlock[] {
  if (!isCorrectable(invite)) return [];
  const { mrkdwn } = words;
  const { uncertain = [], corrected, origins } = invite;
  const accessory = correctButton(invite, words);
  if (!corrected) {
    const list = uncertain.map((field) => mrkdwn(`card.uncertainField.${field}`)).join(', ');
    const isMailAlone = origins.length === 1;
    return [section(isMailAlone ? mrkdwn('card.uncertain') : mrkdwn('card.uncertainSome', { list }), { accessory })];
  }
  const said = corrected.by === reader ? 'you' : 'other';
  const rest = uncertain.length > 0 ? [mrkdwn('card.uncertainRest')] : [];
  return [section([mrkdwn(`card.corrected.${said}`, { name: corrected.byName }), ...rest].join(' '), { accessory })];
}

/** Says that the deadline which ended the invite may be wrong, beside the button to correct it. */
export function endInDoubt({ invite, elsewhere }: CardContent, words: Words): KnownBlock[] {
  if (elsewhere || !isEndDoubtful(invite)) return [];
  return [section(words.mrkdwn('card.doubtfulEnd'), { accessory: correctButton(invite, words) })];
}

const correctButton = ({ id }: Invite, { plain: say }: Words): Button =>
  button(ACTION.correct, say('card.button.correct'), id);
