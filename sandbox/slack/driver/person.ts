import { type Json, object, text } from '../emulator/json.js';
import { userToken } from '../emulator/to-emulator-seed.js';
import { type AppConnection, newTrigger, reported, sendEventCallback } from './app-connection.js';
import { createEnteredValueStore } from './entered-values.js';
import { type FinalPage, installApp } from './install-app.js';
import { type Actor, command, escaped, shortcut } from './payloads.js';
import type { Reply, SendOptions } from './send-request.js';
import type { Place } from './shown-surfaces.js';
import { type UiActions, uiActionsOf } from './ui-actions.js';
import { type UiReader, uiReaderOf } from './ui-reader.js';

/** A user of a workspace: reads their screen and acts on it. */
export interface Person extends UiReader, UiActions {
  readonly id: string;
  readonly name: string;
  /**
   * Sends the slash command with this text from a channel (default: `general`). Mentions are written as Slack sends
   * them: `<@U1|ana>`.
   */
  command(text?: string, options?: SendOptions & { channel?: string }): Promise<Reply>;
  /**
   * Uses one of the app's shortcuts, on a message where one is given, of the channel `general` unless another is named.
   */
  shortcut(callbackId: string, message?: Json, channel?: Place): Promise<Reply>;
  /** Posts a message in a channel. @throws Error when Slack refuses */
  say(words: string, channel: string): Promise<void>;
  openHome(): Promise<Reply>;
  /** Installs the app into the workspace. */
  install(): Promise<FinalPage>;
}

async function type(
  connection: AppConnection,
  actor: Actor,
  words: string,
  channel: string,
  sendOptions: SendOptions,
): Promise<Reply> {
  const { workspace, user } = actor;
  const named = workspace.channels[channel];
  const place = named ? { id: named, name: channel } : { id: channel, name: 'directmessage' };
  const responseUrl = connection.context.responseUrls.issue({ workspace, user: user.id, channel: place.id });
  const triggerId = await newTrigger(connection, actor);
  const form = command(actor, {
    command: connection.command,
    text: escaped(words),
    channel: place,
    triggerId,
    responseUrl,
  });
  const reply = await reported(connection, form, connection.transport.command(form, sendOptions));
  if (reply.status === 200) connection.context.screen.answer(user.id, place.id, reply.json);
  return reply;
}

async function useShortcut(
  connection: AppConnection,
  actor: Actor,
  callbackId: string,
  message: Json | undefined,
  channel: Place,
): Promise<Reply> {
  const triggerId = await newTrigger(connection, actor);
  const payload = shortcut(actor, { callbackId, triggerId, ...(message && { on: { message, channel } }) });
  return reported(connection, payload, connection.transport.interaction(payload));
}

/** Posts as a user. Slack tells the app nothing of it: Baton follows no channel. */
async function say({ context }: AppConnection, { workspace, user }: Actor, words: string, channel: string) {
  const [method, args, token] = [
    'chat.postMessage',
    { channel, text: escaped(words) },
    userToken(workspace.team, user.name),
  ] as const;
  const response = await workspace.ask(method, args, token);
  if (!response.ok) throw new Error(`Slack refuses the message: ${text(response.error)}`);
  context.journal.write({ team: workspace.team.id, method, args, token, response });
}

async function openHome(connection: AppConnection, { workspace, user }: Actor): Promise<Reply> {
  const opened = await workspace.ask('conversations.open', { users: user.id });
  const channel = text(object(opened.channel).id);
  const view = connection.context.screen.home(user.id);
  const event = { type: 'app_home_opened', user: user.id, channel, tab: 'home', ...(view ? { view } : {}) };
  return await sendEventCallback(connection, workspace, event);
}

/** Creates a user with a screen of their own. */
export function createPerson(connection: AppConnection, actor: Actor): Person {
  const { context } = connection;
  const { workspace, user } = actor;
  const reader = uiReaderOf(context, workspace, user.id);
  const actions = uiActionsOf({
    ...{ context, actor, modal: reader.modal, entries: createEnteredValueStore() },
    trigger: (viewId) => newTrigger(connection, actor, viewId),
    send: (payload, sendOptions) =>
      reported(connection, payload, connection.transport.interaction(payload, sendOptions)),
  });
  return {
    ...{ id: user.id, name: user.name, ...reader, ...actions },
    command: (words = '', { channel = 'general', ...sendOptions } = {}) =>
      type(connection, actor, words, channel, sendOptions),
    shortcut: (callbackId, message, channel = { id: workspace.channels.general ?? 'general', name: 'general' }) =>
      useShortcut(connection, actor, callbackId, message, channel),
    say: (words, channel) => say(connection, actor, words, channel),
    openHome: () => openHome(connection, actor),
    install: () => installApp(context, workspace, user.id, connection.install),
  };
}
