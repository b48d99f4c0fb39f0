import { createHash } from 'node:crypto';
import type { InputBlock } from '@slack/types';
import { type DeclineReason, reasonsFor } from '../../domain/model/connection/connection.js';
import { LANGUAGES } from '../../domain/model/languages.js';
import { choice, type Label, option } from '../blocks/inputs.js';
import { pickedIn } from '../reply/form-values.js';
import type { Submission } from '../reply/request-context.js';
import type { Words } from '../words/words.js';

/** Block id of the reason. */
export const REASON = 'reason';

/** The reason's id where the marketplace has no reasons. */
const OTHER = 'other';

/** Slack's limit for the value of an option, in characters; the contract's ids may be longer. */
const VALUE_LIMIT = 75;

/** The prefix of a digest, which stands for an id that is too long or begins with this prefix. */
const DIGEST = '#';

/** Returns the value of a reason's option: its id, or a digest of it. */
const reasonValue = (id: string): string =>
  id.length <= VALUE_LIMIT && !id.startsWith(DIGEST)
    ? id
    : `${DIGEST}${createHash('sha256').update(id).digest('base64url')}`;

/** Reads the id of a reason for declining this invite; the preset reason's where the payload lacks the field. */
export async function reasonIn(
  { ports, by, view }: Pick<Submission, 'ports' | 'by' | 'view'>,
  inviteId: string,
): Promise<string> {
  const value = pickedIn(view, REASON)?.value;
  if (value && !value.startsWith(DIGEST)) return value;
  const [invite, connections] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    ports.connections.latestOf(by.tenantId),
  ]);
  const reasons = invite ? reasonsFor(invite, connections, ports.sources.declineReasons) : [];
  if (!value) return reasons[0]?.id ?? OTHER;
  return reasons.find(({ id }) => reasonValue(id) === value)?.id ?? value;
}

/** Creates the select of the marketplace's reasons, preset to the first. Without any it has one of Baton's. */
export function reasonChoice(reasons: readonly DeclineReason[], label: Label, { plain, locale }: Words): InputBlock {
  const named = reasons.length ? reasons : [{ id: OTHER, text: plain('decline.otherReason') }];
  return choice(
    REASON,
    label,
    named.map((reason) => option(reasonValue(reason.id), reasonText(reason, locale))),
  );
}

/** Returns a reason's text in the reader's language, or the default text. */
export function reasonText({ text, translations = {} }: DeclineReason, locale: string): string {
  const language = LANGUAGES.find((one) => one === locale.split('-')[0]);
  return (language && translations[language]) ?? text;
}
