import type { EmulatorContext } from '../emulator/context.js';
import { type Json, text } from '../emulator/json.js';
import type { Workspace } from '../emulator/workspace.js';
import { type Actor, eventCallback } from './payloads.js';
import { type Reply, type Seal, type Sending, sendEvent } from './send.js';

/** The way to the app. */
export interface Wire {
  readonly desk: EmulatorContext;
  /** Where commands, clicks and events go. */
  readonly events: string;
  /** Where an install begins. */
  readonly install: string;
  /** Such as `/referrals`. */
  readonly command: string;
}

/** The app's own secret, unless the caller wants another. */
export const sealOf = ({ desk }: Wire, sending?: Sending): Seal => ({
  secret: desk.app.signingSecret,
  ...sending?.seal,
});

/** Sends an event in its envelope. */
export function tell(wire: Wire, workspace: Workspace, event: Json, sending?: Sending): Promise<Reply> {
  const envelope = eventCallback(workspace, wire.desk.app.appId, event);
  return sendEvent(wire.events, envelope, sealOf(wire, sending), sending?.headers);
}

/** A trigger id, good for three seconds and one use. */
export async function newTrigger(
  { desk }: Pick<Wire, 'desk'>,
  { workspace, user }: Pick<Actor, 'workspace' | 'user'>,
  viewId = '',
): Promise<string> {
  const args = { user_id: user.id, ...(viewId ? { view_id: viewId } : {}) };
  const id = text((await workspace.ask('views.generateTriggerId', args, workspace.botToken)).trigger_id);
  desk.screen.trigger(id, user.id);
  return id;
}
