import type { OpenInviteRef } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import type { Message } from './message.js';
import { wantMessage } from './want-message.js';

/** Which reminder it is: a step for the member; the last one, or that the member has left, for a manager. */
export interface Nudge extends Pick<Message, 'to'> {
  readonly kind: 'nudge' | 'manager-nudge';
  readonly event: string;
}

/** Sends a reminder of an invite once. It is edited when the invite is decided: it then asks for nothing any more. */
export async function wantNudge(ports: Ports, invite: OpenInviteRef, { kind, to, event }: Nudge): Promise<void> {
  const id = `${kind}.${invite.id}.${event}.${to}`;
  const { tenantId, id: inviteId, revision: wanted } = invite;
  await wantMessage(ports, { id, kind, to, event, tenantId, inviteId, wanted });
}
