import type { Invite } from '../../../domain/model/invite/invite.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Shortcut } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { listOf } from './posted-text.js';

/** The buttons of a card and a reminder whose value is the invite's id. */
const ABOUT_INVITE: readonly unknown[] = [
  ...[ACTION.accept, ACTION.decline, ACTION.refer, ACTION.ask, ACTION.correct, ACTION.letter],
  ...[ACTION.openJob, ACTION.handedOff, ACTION.takeBack, ACTION.handoffTrouble],
];

/** Returns the invite that Baton's own message shows; null for any other message. */
export async function inviteShown({ ports, by, message }: Shortcut): Promise<Invite | null> {
  const rows = listOf(partsOf(message)?.blocks).flatMap((block) => listOf(partsOf(block)?.elements));
  const about = rows.map(partsOf).find((one) => ABOUT_INVITE.includes(one?.action_id));
  return typeof about?.value === 'string' ? ports.invites.get({ tenantId: by.tenantId, id: about.value }) : null;
}
