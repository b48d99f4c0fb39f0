import type { SlackCall } from './calls.js';
import type { JournalEntry } from './journal.js';
import { type Json, object, text } from './json.js';

/** An ephemeral message. */
export interface Ephemeral {
  readonly user: string;
  readonly channel: string;
  /** Empty for a message sent through a response URL. */
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
  /** Records the user who may use a trigger id. */
  trigger(id: string, user: string): void;
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
}

/** Creates an empty screen. */
export function createScreen(): Screen {
  const shown: Shown = { triggers: new Map(), modals: new Map(), homes: new Map(), ephemerals: [] };
  const { triggers, modals, homes, ephemerals } = shown;
  const stack = (user: string) => modals.get(user) ?? [];
  const apply: Screen['apply'] = ({ method, args, response }) => {
    if (response.ok) CHANGES[method]?.(shown, args, response);
  };
  return {
    apply,
    modals: stack,
    home: (user) => homes.get(user),
    ephemerals: (user) => ephemerals.filter((one) => one.user === user),
    trigger: (id, user) => triggers.set(id, user),
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
    if (args.response_type !== 'in_channel' && !args.replace_original && !args.delete_original)
      addEphemeral(shown, args, response);
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

function addEphemeral({ ephemerals }: Shown, { user, channel, text: words, blocks }: Json, response: Json): void {
  const shown = Array.isArray(blocks) ? blocks.map(object) : [];
  const ts = text(response.message_ts);
  ephemerals.push({ user: text(user), channel: text(channel), ts, text: text(words), blocks: shown, at: new Date() });
}
