import type { WhyUnreached } from '../model/errors.js';
import type { OpenInviteRef } from '../model/invite/invite.js';
import type { Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';

/**
 * A reminder. `event` is its number for the member; for a manager `last`, `left` (the member has left), or
 * `unreached.<why>`.
 */
export interface Nudge extends Pick<Message, 'to'> {
  readonly kind: 'nudge' | 'manager-nudge';
  readonly event: string;
}

const UNREACHED = 'unreached';

/** Returns the `event` of a reminder that tells a manager why the member cannot be reached. */
export const unreachedEvent = (why: WhyUnreached): string => `${UNREACHED}.${why}`;

/** Parses the reason why the member cannot be reached from a reminder's `event`; undefined for other reminders. */
export function whyUnreached({ event = '' }: Pick<Message, 'event'>): WhyUnreached | undefined {
  const [what, why] = event.split('.');
  return what === UNREACHED ? (why as WhyUnreached) : undefined;
}

/** Ensures a reminder of an invite. Once the invite is decided, the posted message is edited and asks for nothing. */
export async function ensureNudge(ports: Ports, invite: OpenInviteRef, nudge: Nudge): Promise<void> {
  const { kind, to, event } = nudge;
  const { tenantId, id: inviteId, revision: wanted } = invite;
  const id = MESSAGE_IDS.nudge(kind, inviteId, event, to);
  await ensureMessage(ports, { id, kind, to, event, tenantId, inviteId, wanted });
}
