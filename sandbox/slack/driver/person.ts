import { object, text } from '../emulator/json.js';
import { newTrigger, sealOf, tell, type Wire } from './app-connection.js';
import { createEntries } from './entries.js';
import { installApp, type Landing } from './install-app.js';
import { type Actor, command, escaped } from './payloads.js';
import { type Reply, type Sending, sendForm, sendPayload } from './send.js';
import { type UiActions, uiActionsOf } from './ui-actions.js';
import { type UiReader, uiReaderOf } from './ui-reader.js';

/** A person of a workspace, with eyes and hands. */
export interface Person extends UiReader, UiActions {
  readonly id: string;
  readonly name: string;
  /** Types the command with this text, in a channel (default: `general`); a mention as Slack sends it: `<@U1|ana>`. */
  command(text?: string, options?: Sending & { channel?: string }): Promise<Reply>;
  openHome(): Promise<Reply>;
  /** Installs the app into the workspace. */
  install(): Promise<Landing>;
}

async function type(wire: Wire, actor: Actor, words: string, channel: string, sending: Sending): Promise<Reply> {
  const { workspace, user } = actor;
  const place = { id: workspace.channels[channel] ?? channel, name: channel };
  const responseUrl = wire.desk.responseUrls.issue({ workspace, user: user.id, channel: place.id });
  const triggerId = await newTrigger(wire, actor);
  const form = command(actor, { command: wire.command, text: escaped(words), channel: place, triggerId, responseUrl });
  return await sendForm(wire.events, form, sealOf(wire, sending), sending.headers);
}

async function openHome(wire: Wire, { workspace, user }: Actor): Promise<Reply> {
  const opened = await workspace.ask('conversations.open', { users: user.id });
  const channel = text(object(opened.channel).id);
  const view = wire.desk.screen.home(user.id);
  const event = { type: 'app_home_opened', user: user.id, channel, tab: 'home', ...(view ? { view } : {}) };
  return await tell(wire, workspace, event);
}

/** One person at one screen. */
export function createPerson(wire: Wire, actor: Actor): Person {
  const { desk } = wire;
  const { workspace, user } = actor;
  const eyes = uiReaderOf(desk, workspace, user.id);
  const hands = uiActionsOf({
    ...{ desk, actor, modal: eyes.modal, entries: createEntries() },
    trigger: (viewId) => newTrigger(wire, actor, viewId),
    send: (payload, sending) => sendPayload(wire.events, payload, sealOf(wire, sending), sending?.headers),
  });
  return {
    ...{ id: user.id, name: user.name, ...eyes, ...hands },
    command: (words = '', { channel = 'general', ...sending } = {}) => type(wire, actor, words, channel, sending),
    openHome: () => openHome(wire, actor),
    install: () => installApp(desk, workspace, user.id, wire.install),
  };
}
