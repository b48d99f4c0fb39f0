import { type Json, object, text } from './json.js';
import type { SlackCall } from './recorded-calls.js';
import type { JournalEntry } from './replay-journal.js';

/** An ephemeral message. */
export interface Ephemeral {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly at: Date;
}

/** Modals, App Homes and ephemeral messages of all users. Users are given by id. */
export interface Screen {
  /** Open modals, top one last. */
  modals(user: string): readonly Json[];
  home(user: string): Json | undefined;
  /** Ephemeral messages, oldest first. */
  ephemerals(user: string): readonly Ephemeral[];
  /** The app's direct answers to a user's commands, which Slack shows as ephemeral messages too. */
  answers(user: string): readonly Ephemeral[];
  /** Shows the app's direct answer to a command. An answer without text or blocks shows nothing. */
  answer(user: string, channel: string, body: Json): void;
  /** Records the user who may use a trigger id. */
  trigger(id: string, user: string): void;
  /** The trigger id of the user's last click or command. */
  lastTrigger(user: string): string | undefined;
  /** Closes the user's top modal, or all of them. */
  close(user: string, all: boolean): void;
  apply(call: Pick<SlackCall, 'method' | 'args' | 'response'>): void;
  restore(lines: readonly JournalEntry[]): void;
}

interface Shown {
  readonly triggers: Map<string, string>;
  readonly modals: Map<string, readonly Json[]>;
  readonly homes: Map<string, Json>;
  readonly ephemerals: Ephemeral[];
  readonly answers: Ephemeral[];
}

/** Creates an empty screen. */
export function createScreen(): Screen {
  const shown: Shown = { triggers: new Map(), modals: new Map(), homes: new Map(), ephemerals: [], answers: [] };
  const { triggers, modals, homes, ephemerals, answers } = shown;
  const stack = (user: string) => modals.get(user) ?? [];
  const apply: Screen['apply'] = ({ method, args, response }) => {
    if (response.ok) CHANGES[method]?.(shown, args, response);
  };
  return {
    apply,
    modals: stack,
    home: (user) => homes.get(user),
    ephemerals: (user) => ephemerals.filter((one) => one.user === user),
    answers: (user) => answers.filter((one) => one.user === user),
    answer: (user, channel, body) => {
      if (text(body.text) || Array.isArray(body.blocks)) answers.push(ephemeral({ ...body, user, channel }, ''));
    },
    trigger: (id, user) => triggers.set(id, user),
    lastTrigger: (user) => [...triggers].findLast(([, owner]) => owner === user)?.[0],
    close: (user, all) => modals.set(user, all ? [] : stack(user).slice(0, -1)),
    restore: (lines) => lines.filter(({ method }) => method === 'views.publish').forEach(apply),
  };
}

/** Effect of each method on the screen. */
const CHANGES: Readonly<Record<string, (shown: Shown, args: Json, response: Json) => void>> = {
  'views.generateTriggerId': ({ triggers }, args, { trigger_id: id }) => triggers.set(text(id), text(args.user_id)),
  'views.open': (shown, args, { view }) => open(shown, args, object(view), false),
  'views.push': (shown, args, { view }) => open(shown, args, object(view), true),
  'views.update': (shown, _args, { view }) => replace(shown, object(view)),
  'views.publish': ({ homes }, args, { view }) => homes.set(text(args.user_id), object(view)),
  'chat.postEphemeral': addEphemeral,
  response_url: (shown, args, response) => {
    if (args.replace_original || args.delete_original) changeEphemeral(shown, args);
    else if (args.response_type !== 'in_channel') addEphemeral(shown, args, response);
  },
};

function open({ triggers, modals }: Shown, args: Json, view: Json, over: boolean): void {
  const user = triggers.get(text(args.trigger_id)) ?? '';
  modals.set(user, [...((over && modals.get(user)) || []), view]);
}

function replace({ modals, homes }: Shown, view: Json): void {
  const updated = (old: Json) => (old.id === view.id ? view : old);
  for (const [user, views] of modals) modals.set(user, views.map(updated));
  for (const [user, home] of homes) homes.set(user, updated(home));
}

function addEphemeral({ ephemerals }: Shown, args: Json, response: Json): void {
  ephemerals.push(ephemeral(args, text(response.message_ts)));
}

/** Replaces or deletes the ephemeral message in which a button was pressed. */
function changeEphemeral({ ephemerals, answers }: Shown, args: Json): void {
  for (const list of [ephemerals, answers]) {
    const at = list.findIndex(({ ts }) => ts === args.ephemeral_ts);
    if (at >= 0) list.splice(at, 1, ...(args.delete_original ? [] : [ephemeral(args, text(args.ephemeral_ts))]));
  }
}

/** Builds an ephemeral message. Without a given timestamp it gets the present time, as in Slack. */
function ephemeral({ user, channel, text: words, blocks }: Json, ts: string): Ephemeral {
  const at = new Date();
  return {
    user: text(user),
    channel: text(channel),
    ts: ts || (at.getTime() / 1000).toFixed(6),
    text: text(words),
    blocks: Array.isArray(blocks) ? blocks.map(object) : [],
    at,
  };
}
