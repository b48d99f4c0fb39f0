import type { EmulatorContext } from '../emulator/context.js';
import { type Json, object, text } from '../emulator/json.js';
import { PATIENCE_MS, TimedOut, waitFor } from '../emulator/recorded-calls.js';
import type { Workspace } from '../emulator/workspace.js';
import {
  type Shown,
  type ShownMessage,
  type ShownView,
  showEphemeral,
  showMessage,
  showView,
} from './shown-surfaces.js';

/** The error of a wait for a modal that Slack has refused: the app was too late for it. */
export class TooLate extends TimedOut {}

/** Reads the messages and views of a user. The `until…` methods wait, by default for `PATIENCE_MS`. */
export interface UiReader {
  /**
   * Lists the messages of the direct message with the app, or of a named channel, and those in threads, oldest first.
   */
  messages(channel?: string): Promise<ShownMessage[]>;
  untilMessage(
    matches: (message: ShownMessage) => boolean,
    options?: { channel?: string; ms?: number },
  ): Promise<ShownMessage>;
  /** Lists ephemeral messages, from `chat.postEphemeral` and response URLs, oldest first. */
  ephemerals(): ShownMessage[];
  untilEphemeral(matches: (message: ShownMessage) => boolean, ms?: number): Promise<ShownMessage>;
  /** Returns the top modal. @throws Error when none is open */
  modal(): ShownView;
  /** @throws TooLate at once where the app asked for the modal more than 3 s after the click */
  untilModal(matches?: (view: ShownView) => boolean, ms?: number): Promise<ShownView>;
  /** Returns the App Home. @throws Error when none was published */
  home(): ShownView;
  untilHome(matches: (view: ShownView) => boolean, ms?: number): Promise<ShownView>;
}

async function placeOf(workspace: Workspace, userId: string, channel: string | undefined) {
  if (channel) return { id: workspace.channels[channel] ?? channel, name: channel };
  const opened = await workspace.ask('conversations.open', { users: userId, prevent_creation: true, return_im: true });
  return { id: text(object(opened.channel).id), name: 'directmessage' };
}

async function read(workspace: Workspace, userId: string, name: string | undefined): Promise<ShownMessage[]> {
  const channel = await placeOf(workspace, userId, name);
  if (!channel.id) return [];
  const { messages } = await workspace.ask('conversations.history', { channel: channel.id, limit: 999 });
  const all = Array.isArray(messages) ? messages.map(object) : [];
  const threads = await Promise.all(
    all.filter(({ reply_count: count }) => Number(count) > 0).map((parent) => repliesTo(workspace, channel.id, parent)),
  );
  return [...all, ...threads.flat()]
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .map((message) => showMessage(message, channel));
}

/** Reads the answers in the thread of a message. */
async function repliesTo(workspace: Workspace, channel: string, { ts }: Json): Promise<Json[]> {
  const { messages } = await workspace.ask('conversations.replies', { channel, ts: text(ts) });
  return Array.isArray(messages) ? messages.map(object).filter((message) => message.ts !== ts) : [];
}

const describe = (all: readonly Shown[]) =>
  all.map((one) => (one.kind === 'message' ? one.text : one.title)).join(' | ') || 'nothing';

/** Creates the reader of one user. */
export function uiReaderOf({ calls, screen }: EmulatorContext, workspace: Workspace, userId: string): UiReader {
  const messages = (channel?: string) => read(workspace, userId, channel);
  const ephemerals = () => screen.ephemerals(userId).map(showEphemeral);
  const modals = () => screen.modals(userId).map(showView);
  const homes = () => [screen.home(userId)].flatMap((view) => (view ? [showView(view)] : []));
  async function until<T extends Shown>(
    what: string,
    all: () => T[] | Promise<T[]>,
    matches: (one: T) => boolean,
    ms = PATIENCE_MS,
  ): Promise<T> {
    let last: readonly T[] = [];
    const look = async () => {
      last = await all();
      return last.findLast(matches);
    };
    return await waitFor(
      look,
      calls.on,
      ms,
      () => `No such ${what} was shown within ${ms / 1000} s; there is: ${describe(last)}.`,
    );
  }
  /** Lists the modals to look at. @throws TooLate when Slack has refused the one of the last click */
  function openedModals(): ShownView[] {
    const trigger = screen.lastTrigger(userId);
    const isTooLate = calls
      .of('views.open')
      .concat(calls.of('views.push'))
      .some(({ args, response }) => args.trigger_id === trigger && response.error === 'expired_trigger_id');
    if (isTooLate)
      throw new TooLate('Slack opened no modal: the app asked for it more than 3 s after the click or command.');
    return modals().slice(-1);
  }
  function uppermost(what: string, all: ShownView[]): ShownView {
    const view = all.at(-1);
    if (!view) throw new Error(`No ${what} is shown to ${userId}`);
    return view;
  }
  return {
    messages,
    ephemerals,
    untilMessage: (matches, { channel, ms } = {}) => until('message', () => messages(channel), matches, ms),
    untilEphemeral: (matches, ms) => until('ephemeral message', ephemerals, matches, ms),
    modal: () => uppermost('modal', modals()),
    untilModal: (matches = () => true, ms) => until('modal', openedModals, matches, ms),
    home: () => uppermost('home', homes()),
    untilHome: (matches, ms) => until('App Home', homes, matches, ms),
  };
}
