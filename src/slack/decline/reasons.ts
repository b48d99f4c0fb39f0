import type { InputBlock } from '@slack/types';
import { LANGUAGES } from '../../domain/languages.js';
import type { DeclineReason } from '../../domain/tenant/tenant.js';
import type { Submission } from '../asked.js';
import { choice, type Label, option } from '../blocks/inputs.js';
import { pickedIn } from '../fields.js';
import type { Words } from '../words/words.js';

/** The block of the reason. */
export const REASON = 'reason';

/** The reason where the marketplace names none. */
const OTHER = 'other';

const fitting = (reasons: readonly DeclineReason[]) => reasons.filter(({ id }) => id.length > 0 && id.length <= 75);

/** The marketplace's reasons, preset to its first. One that names none gets a reason of ours. */
export function reasonChoice(reasons: readonly DeclineReason[], label: Label, { plain, locale }: Words): InputBlock {
  const known = fitting(reasons);
  const named = known.length ? known : [{ id: OTHER, text: plain('decline.otherReason') }];
  return choice(
    REASON,
    label,
    named.map((reason) => option(reason.id, reasonText(reason, locale))),
  );
}

/** The reason that was picked; in a payload that lacks the field, the one that is preset. */
export async function reasonIn({ ports, by, view }: Pick<Submission, 'ports' | 'by' | 'view'>): Promise<string> {
  const picked = pickedIn(view, REASON)?.value;
  if (picked) return picked;
  const [first] = fitting((await ports.connections.of(by.tenantId))?.declineReasons ?? []);
  return first?.id ?? OTHER;
}

/** A reason's words in the reader's language, where the marketplace has them. */
export function reasonText({ text, translations = {} }: DeclineReason, locale: string): string {
  const language = LANGUAGES.find((one) => one === locale.split('-')[0]);
  return (language && translations[language]) ?? text;
}
