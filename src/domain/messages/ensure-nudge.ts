import type { WhyUnreached } from '../model/errors.js';
import type { OpenInviteRef } from '../model/invite/invite.js';
import type { Message } from '../model/message/message.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';

/**
 * Which reminder it is: a step for the member; for a manager the last one, that the member has left, or that the member
 * cannot be written to.
 */
export interface Nudge extends Pick<Message, 'to'> {
  readonly kind: 'nudge' | 'manager-nudge';
  readonly event: string;
}

const UNREACHED = 'unreached';

/** What a manager is told where a member cannot be written to. */
export const unreachedEvent = (why: WhyUnreached): string => `${UNREACHED}.${why}`;

/** Why the member cannot be written to, where that is what a message tells. */
export function whyUnreached({ event = '' }: Pick<Message, 'event'>): WhyUnreached | undefined {
  const [what, why] = event.split('.');
  return what === UNREACHED ? (why as WhyUnreached) : undefined;
}

const idOf = ({ id }: OpenInviteRef, { kind, to, event }: Nudge): string => MESSAGE_IDS.nudge(kind, id, event, to);

/** Shows what became of the invite to a manager who was told that its member cannot be written to. */
export async function renewUnreached(ports: Ports, invite: OpenInviteRef, to: string): Promise<void> {
  const nudge = { kind: 'manager-nudge', to, event: UNREACHED } as const;
  const { tenantId } = invite;
  if (await ports.messages.get({ tenantId, id: idOf(invite, nudge) })) await ensureNudge(ports, invite, nudge);
}

/** Sends a reminder of an invite once. It is edited when the invite is decided: it then asks for nothing any more. */
export async function ensureNudge(ports: Ports, invite: OpenInviteRef, nudge: Nudge): Promise<void> {
  const { kind, to, event } = nudge;
  const id = idOf(invite, nudge);
  const { tenantId, id: inviteId, revision: wanted } = invite;
  await ensureMessage(ports, { id, kind, to, event, tenantId, inviteId, wanted });
}
