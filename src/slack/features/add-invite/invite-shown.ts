import type { Invite } from '../../../domain/model/invite/invite.js';
import { idInMetadata } from '../../api/find-message.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Shortcut } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { listOf } from './posted-text.js';

/** The buttons of a card and a reminder whose value is the invite's id. */
const ABOUT_INVITE: readonly unknown[] = [
  ...[ACTION.accept, ACTION.decline, ACTION.refer, ACTION.ask, ACTION.correct, ACTION.letter],
  ...[ACTION.openJob, ACTION.handedOff, ACTION.takeBack, ACTION.handoffTrouble],
];

/** Returns the invite that Baton's own message is about, as far as the message shows it; null for any other message. */
export async function inviteShown(shortcut: Shortcut): Promise<Invite | null> {
  const { ports, by, message } = shortcut;
  const rows = listOf(partsOf(message)?.blocks).flatMap((block) => listOf(partsOf(block)?.elements));
  const about = rows.map(partsOf).find((one) => ABOUT_INVITE.includes(one?.action_id));
  const id = typeof about?.value === 'string' ? about.value : await inviteIdOf(shortcut);
  return id === undefined ? null : ports.invites.get({ tenantId: by.tenantId, id });
}

/** Returns the id of the invite that a message of Baton's without such buttons is about. */
async function inviteIdOf({ ports, by, message, isOwnMessage }: Shortcut): Promise<string | undefined> {
  const { tenantId } = by;
  const id = isOwnMessage ? idInMetadata(partsOf(message)?.metadata) : undefined;
  const stored = id === undefined ? null : await ports.messages.get({ tenantId, id });
  if (!stored) return undefined;
  const { inviteId, referralId } = stored;
  if (inviteId !== undefined || referralId === undefined) return inviteId;
  return (await ports.referrals.get({ tenantId, id: referralId }))?.inviteId;
}
