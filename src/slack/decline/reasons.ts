import type { InputBlock } from '@slack/types';
import { LANGUAGES } from '../../domain/languages.js';
import type { DeclineReason } from '../../domain/tenant/tenant.js';
import { choice, type Label, option } from '../blocks/inputs.js';
import type { Words } from '../words/words.js';

/** The block of the reason. */
export const REASON = 'reason';

/** The marketplace's reasons, preset to its first. One that names none gets a reason of ours. */
export function reasonChoice(reasons: readonly DeclineReason[], label: Label, { plain, locale }: Words): InputBlock {
  const fitting = reasons.filter(({ id }) => id.length > 0 && id.length <= 75);
  const named = fitting.length ? fitting : [{ id: 'other', text: plain('decline.otherReason') }];
  return choice(
    REASON,
    label,
    named.map((reason) => option(reason.id, reasonText(reason, locale))),
  );
}

/** A reason's words in the reader's language, where the marketplace has them. */
export function reasonText({ text, translations = {} }: DeclineReason, locale: string): string {
  const language = LANGUAGES.find((one) => one === locale.split('-')[0]);
  return (language && translations[language]) ?? text;
}
