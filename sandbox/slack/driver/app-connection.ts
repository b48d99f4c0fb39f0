import type { EmulatorContext } from '../emulator/context.js';
import { type Json, text } from '../emulator/json.js';
import type { Workspace } from '../emulator/workspace.js';
import { type Actor, eventCallback } from './payloads.js';
import type { Reply, SendOptions, Signing } from './send-request.js';
import type { Transport } from './transport.js';

/** Addresses and command of the app under test. */
export interface AppConnection {
  readonly context: EmulatorContext;
  /** Carries commands, interactions and events. */
  readonly transport: Transport;
  /** URL of the install page. */
  readonly install: string;
  /** The command, for example `/referrals`. */
  readonly command: string;
  /** Called after every request of Slack's, with the app's answer. */
  readonly onRequest?: (request: SentRequest) => void;
}

/** A request that Slack sent to the app. `content` is the event, the interaction payload or the form of the command. */
export interface SentRequest {
  readonly content: Json;
  readonly reply: Reply;
}

/** Reports a request once it is answered. */
export async function reported({ onRequest }: AppConnection, content: Json, sending: Promise<Reply>): Promise<Reply> {
  const reply = await sending;
  onRequest?.({ content, reply });
  return reply;
}

/** Returns how to sign a request: with the app's own secret, unless the options say otherwise. */
export const signingOf = ({ context }: AppConnection, sendOptions?: SendOptions): Signing => ({
  secret: context.app.signingSecret,
  ...sendOptions?.signing,
});

/** Sends an event in an `event_callback` envelope. */
export function sendEventCallback(
  connection: AppConnection,
  workspace: Workspace,
  event: Json,
  sendOptions?: SendOptions,
): Promise<Reply> {
  const envelope = eventCallback(workspace, connection.context.app.appId, event);
  return reported(connection, envelope, connection.transport.event(envelope, sendOptions));
}

/** Issues a trigger id, valid for one use, and for three seconds unless triggers last. */
export async function newTrigger(
  { context }: Pick<AppConnection, 'context'>,
  { workspace, user }: Pick<Actor, 'workspace' | 'user'>,
  viewId = '',
): Promise<string> {
  const args = { user_id: user.id, ...(viewId ? { view_id: viewId } : {}) };
  const id = text((await workspace.ask('views.generateTriggerId', args, workspace.botToken)).trigger_id);
  context.screen.trigger(id, user.id);
  context.lasting?.set(id, { args, used: false });
  return id;
}
