import {
  type ShownMessage as Message,
  type Place,
  showEphemeral,
  showMessage,
  showView,
} from '../../slack/driver/shown-surfaces.js';
import { type Json, object, text } from '../../slack/emulator/json.js';
import type { SlackCall } from '../../slack/emulator/recorded-calls.js';
import type { Workspace } from '../../slack/emulator/workspace.js';
import type { EmbeddedSlack } from '../../slack/start-emulator.js';
import type { SharedFile, ShownMessage, ShownView } from '../protocol.js';
import type { Replica } from './replica.js';

/** Shows pages what the embedded Slack has: conversations, modals, App Homes and ephemeral messages. */
export interface SlackMirror {
  /** Reads the screens again, after a change that no call of the app has made. */
  lookAgain(): void;
  /** Reads a conversation again, after a change that no call of the app has made. */
  lookAt(channel: string): void;
  /** Finds a message that is shown. */
  messageAt(channel: string, ts: string): Message | undefined;
  close(): void;
}

/** The latest messages of a conversation that are shown. */
const SHOWN = 100;

/** The latest ephemeral messages of a person that are shown. */
const WHISPERS = 20;

/** The parts of the embedded Slack that all workspaces share. */
type Shared = Pick<EmbeddedSlack, 'screen' | 'calls'>;

/** Starts to mirror a workspace. */
export async function mirrorSlack(
  shared: Shared,
  slack: Workspace,
  replica: Replica,
  people: readonly string[],
): Promise<SlackMirror> {
  const messages = new Map<string, Map<string, Message>>();
  const stale = new Set<string>();
  let reading: Promise<void> | undefined;

  const readStale = async () => {
    for (let [channel] = stale; channel !== undefined; [channel] = stale) {
      stale.delete(channel);
      messages.set(channel, await readConversation(slack, channel));
      show(channel);
    }
  };
  const look = (channel: string) => {
    if (!/^[CDG]/.test(channel)) return;
    stale.add(channel);
    reading ??= readStale()
      .catch(() => {}) // closing
      .finally(() => {
        reading = undefined;
        const [left] = stale;
        if (left) look(left);
      });
  };
  const show = (channel: string) => {
    const now = messages.get(channel) ?? new Map<string, Message>();
    const prefix = `message/${channel}/`;
    for (const key of replica.keys(prefix)) if (!now.has(key.slice(prefix.length))) replica.set(key, undefined);
    for (const [ts, message] of now) replica.set(`${prefix}${ts}`, forPage(message));
  };
  const lookAgain = () => {
    for (const user of people) showScreens(shared, replica, user);
  };
  const onCall = ({ method, args, response, team }: SlackCall) => {
    if (team !== slack.team.id) return;
    if (method === 'conversations.open') noteDirect(replica, text(args.users), response);
    for (const channel of placesOf(method, args, response)) look(channel);
    lookAgain();
  };
  const stop = shared.calls.on(onCall);
  const direct = await Promise.all(people.map((user) => openDirect(slack, replica, user)));
  for (const channel of [...direct, ...Object.values(slack.channels)]) if (channel) look(channel);
  lookAgain();
  await reading;
  return { lookAgain, lookAt: look, messageAt: (channel, ts) => messages.get(channel)?.get(ts), close: stop };
}

/** Returns the conversations that a call has changed. */
function placesOf(method: string, args: Json, response: Json): string[] {
  if (method.startsWith('chat.') || method === 'response_url') return [text(response.channel), text(args.channel)];
  if (method !== 'files.completeUploadExternal') return [];
  return [args.channel_id, ...text(args.channels).split(',')].map(text);
}

/** Opens a person's direct message with the app, as somebody does who looks at the app in Slack. */
async function openDirect(slack: Workspace, replica: Replica, user: string): Promise<string | undefined> {
  const opened = await slack.ask('conversations.open', { users: user, return_im: true });
  return noteDirect(replica, user, opened);
}

function noteDirect(replica: Replica, user: string, opened: Json): string | undefined {
  const id = text(object(opened.channel).id);
  if (id && user) replica.set(`direct/${user}`, id);
  return id || undefined;
}

async function readConversation(slack: Workspace, channel: string): Promise<Map<string, Message>> {
  const history = await slack.ask('conversations.history', { channel, limit: SHOWN });
  const place: Place = { id: channel, name: nameOf(slack, channel) };
  const all = listOf(history.messages);
  for (const { ts, reply_count: replies } of [...all])
    if (replies) all.push(...(await repliesTo(slack, channel, text(ts))));
  return new Map(all.map((raw) => [text(raw.ts), showMessage(raw, place)]));
}

async function repliesTo(slack: Workspace, channel: string, ts: string): Promise<Json[]> {
  const { messages } = await slack.ask('conversations.replies', { channel, ts, limit: SHOWN });
  return listOf(messages).filter((reply) => reply.ts !== ts);
}

/** Slack's name of a conversation in its payloads. */
export const nameOf = ({ channels }: Workspace, id: string): string =>
  Object.entries(channels).find(([, channel]) => channel === id)?.[0] ?? 'directmessage';

function showScreens({ screen }: Shared, replica: Replica, user: string): void {
  replica.set(`modals/${user}`, screen.modals(user).map(viewForPage));
  const home = screen.home(user);
  replica.set(`home/${user}`, home && viewForPage(home));
  const whispers = [...screen.ephemerals(user), ...screen.answers(user)]
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .slice(-WHISPERS);
  const prefix = `whisper/${user}/`;
  const now = new Map(whispers.map((one) => [`${prefix}${one.ts}`, forPage(showEphemeral(one))]));
  for (const key of replica.keys(prefix)) if (!now.has(key)) replica.set(key, undefined);
  for (const [key, message] of now) replica.set(key, message);
}

/** Describes a view to the page. */
export function viewForPage(raw: Json): ShownView {
  const { id, title, blocks } = showView(raw);
  const words = (part: unknown) => text(object(part).text);
  return { id, type: text(raw.type), title, submit: words(raw.submit), close: words(raw.close), blocks };
}

/** Describes a message to the page. */
export function forPage({ ts, text: words, blocks, channel, raw }: Message): ShownMessage {
  const thread = text(raw.thread_ts);
  return {
    ts,
    channel: channel.id,
    ...(thread && thread !== ts && { threadTs: thread }),
    ...(raw.reply_broadcast === true && { broadcast: true }),
    user: text(raw.user),
    text: words,
    blocks,
    files: listOf(raw.files).map(fileForPage),
    edited: Boolean(raw.edited),
  };
}

const fileForPage = ({ id, name, title, mimetype, size }: Json): SharedFile => ({
  id: text(id),
  name: text(title) || text(name),
  mimetype: text(mimetype),
  size: Number(size ?? 0),
});

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
