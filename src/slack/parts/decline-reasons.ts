import { createHash } from 'node:crypto';
import type { InputBlock } from '@slack/types';
import type { DeclineReason } from '../../domain/model/connection/connection.js';
import { LANGUAGES } from '../../domain/model/languages.js';
import { choice, type Label, option } from '../blocks/inputs.js';
import { pickedIn } from '../reply/form-values.js';
import type { Submission } from '../reply/request-context.js';
import type { Words } from '../words/words.js';

/** The block of the reason. */
export const REASON = 'reason';

/** The reason where the marketplace names none. */
const OTHER = 'other';

/** Slack's limit for the value of an option; an id of the contract may be longer. */
const VALUE_LIMIT = 75;

/** Before the digest that stands for an id which is too long, or which begins like one. */
const DIGEST = '#';

/** The value of a reason's option: its id, or a digest of it. */
const reasonValue = (id: string): string =>
  id.length <= VALUE_LIMIT && !id.startsWith(DIGEST)
    ? id
    : `${DIGEST}${createHash('sha256').update(id).digest('base64url')}`;

/** The id of the reason that was picked; in a payload that lacks the field, of the one that is preset. */
export async function reasonIn({ ports, by, view }: Pick<Submission, 'ports' | 'by' | 'view'>): Promise<string> {
  const value = pickedIn(view, REASON)?.value;
  if (value && !value.startsWith(DIGEST)) return value;
  const reasons = (await ports.connections.latest(by.tenantId))?.declineReasons ?? [];
  if (!value) return reasons[0]?.id ?? OTHER;
  return reasons.find(({ id }) => reasonValue(id) === value)?.id ?? value;
}

/** The marketplace's reasons, preset to its first. One that names none gets a reason of ours. */
export function reasonChoice(reasons: readonly DeclineReason[], label: Label, { plain, locale }: Words): InputBlock {
  const named = reasons.length ? reasons : [{ id: OTHER, text: plain('decline.otherReason') }];
  return choice(
    REASON,
    label,
    named.map((reason) => option(reasonValue(reason.id), reasonText(reason, locale))),
  );
}

/** A reason's words in the reader's language, where the marketplace has them. */
export function reasonText({ text, translations = {} }: DeclineReason, locale: string): string {
  const language = LANGUAGES.find((one) => one === locale.split('-')[0]);
  return (language && translations[language]) ?? text;
}
