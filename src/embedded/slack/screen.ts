import { object, text } from './body.js';
import type { SlackCall } from './calls.js';
import type { Line } from './journal.js';
import type { Json } from './seed.js';

/** Something that only one person sees. */
export interface Ephemeral {
  readonly user: string;
  readonly channel: string;
  /** Empty for one that came by a response URL. */
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly at: Date;
}

/** What the people of all workspaces see beside the messages. Users are ids. */
export interface Screen {
  /** The open modals, the uppermost last. */
  modals(user: string): readonly Json[];
  home(user: string): Json | undefined;
  /** The oldest first. */
  ephemerals(user: string): readonly Ephemeral[];
  /** Who may use this trigger id. */
  trigger(id: string, user: string): void;
  /** The user's own doings: the uppermost modal is closed, or all of them are. */
  close(user: string, all: boolean): void;
  see(call: Pick<SlackCall, 'method' | 'args' | 'response'>): void;
  remember(lines: readonly Line[]): void;
}

/** Nothing on it yet. */
export function createScreen(): Screen {
  const triggers = new Map<string, string>();
  const modals = new Map<string, Json[]>();
  const homes = new Map<string, Json>();
  const ephemerals: Ephemeral[] = [];
  const stack = (user: string) => modals.get(user) ?? [];

  function show(args: Json, view: Json, over: boolean): void {
    const user = triggers.get(text(args.trigger_id)) ?? '';
    modals.set(user, [...(over ? stack(user) : []), view]);
  }
  function replace(view: Json): void {
    for (const [user, views] of modals) {
      modals.set(
        user,
        views.map((old) => (old.id === view.id ? view : old)),
      );
    }
    for (const [user, home] of homes) if (home.id === view.id) homes.set(user, view);
  }
  function whisper({ user, channel, text: words, blocks }: Json, response: Json): void {
    const shown = Array.isArray(blocks) ? blocks.map(object) : [];
    const ts = text(response.message_ts);
    ephemerals.push({ user: text(user), channel: text(channel), ts, text: text(words), blocks: shown, at: new Date() });
  }
  const seen: Record<string, (args: Json, response: Json) => void> = {
    'views.generateTriggerId': (args, response) => triggers.set(text(response.trigger_id), text(args.user_id)),
    'views.open': (args, response) => show(args, object(response.view), false),
    'views.push': (args, response) => show(args, object(response.view), true),
    'views.update': (_args, response) => replace(object(response.view)),
    'views.publish': (args, response) => homes.set(text(args.user_id), object(response.view)),
    'chat.postEphemeral': whisper,
    response_url: (args, response) => {
      if (args.response_type !== 'in_channel' && !args.replace_original && !args.delete_original)
        whisper(args, response);
    },
  };
  const see: Screen['see'] = ({ method, args, response }) => {
    if (response.ok) seen[method]?.(args, response);
  };
  return {
    see,
    modals: stack,
    home: (user) => homes.get(user),
    ephemerals: (user) => ephemerals.filter((one) => one.user === user),
    trigger: (id, user) => triggers.set(id, user),
    close: (user, all) => modals.set(user, all ? [] : stack(user).slice(0, -1)),
    remember: (lines) => lines.filter(({ method }) => method === 'views.publish').forEach(see),
  };
}
