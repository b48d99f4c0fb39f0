import { randomBytes } from 'node:crypto';
import type { Json } from '../emulator/json.js';
import type { Workspace } from '../emulator/workspace.js';

/** Slack's deprecated verification token: in every payload, but no proof of origin. */
const TOKEN = 'verification-token';
const NOBODY = { enterprise: null, is_enterprise_install: false };

/** The acting user, with workspace and app. */
export interface Actor {
  readonly workspace: Workspace;
  readonly appId: string;
  readonly user: { readonly id: string; readonly name: string };
}

const teamOf = ({ team }: Workspace) => ({ id: team.id, domain: team.domain });

function common({ workspace, appId, user }: Actor): Json {
  const named = { id: user.id, username: user.name, name: user.name, team_id: workspace.team.id };
  return { user: named, api_app_id: appId, token: TOKEN, team: teamOf(workspace), ...NOBODY };
}

/** Formats the current time as Slack's timestamps: seconds with six decimals. */
const timestamp = (): string => (Date.now() / 1000).toFixed(6);

/** The message or view in which a click happened. */
export type Surface =
  | {
      readonly kind: 'message';
      readonly channel: { id: string; name: string };
      readonly message: Json;
      readonly ephemeral: boolean;
    }
  | { readonly kind: 'view'; readonly view: Json };

function place(surface: Surface): Json {
  if (surface.kind === 'view') return { container: { type: 'view', view_id: surface.view.id }, view: surface.view };
  const { channel, message, ephemeral } = surface;
  const container = { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral };
  return { container, channel, ...(ephemeral ? {} : { message }) };
}

/**
 * Builds a `block_actions` payload. `extra` holds `state` and `response_url` for messages; views carry their own state.
 */
export function blockActions(actor: Actor, surface: Surface, action: Json, triggerId: string, extra: Json): Json {
  return {
    type: 'block_actions',
    ...common(actor),
    ...place(surface),
    trigger_id: triggerId,
    ...extra,
    actions: [{ ...action, action_ts: timestamp() }],
  };
}

/** Builds the payload of a shortcut: a global one, or one on a message in a channel. */
export function shortcut(
  actor: Actor,
  given: { callbackId: string; triggerId: string; on?: { message: Json; channel: { id: string; name: string } } },
): Json {
  const { callbackId, triggerId, on } = given;
  const usual = { ...common(actor), callback_id: callbackId, trigger_id: triggerId, action_ts: timestamp() };
  if (!on) return { type: 'shortcut', ...usual };
  return { type: 'message_action', ...usual, ...on, message_ts: on.message.ts };
}

/** Builds a `block_suggestion` payload. */
export function blockSuggestion(
  actor: Actor,
  surface: Surface,
  found: { action_id: string; block_id: string },
  value: string,
): Json {
  return { type: 'block_suggestion', ...common(actor), ...place(surface), ...found, value };
}

/** Builds a `view_submission` payload. */
export function viewSubmission(actor: Actor, view: Json, triggerId: string): Json {
  return { type: 'view_submission', ...common(actor), trigger_id: triggerId, view, response_urls: [] };
}

/** Builds a `view_closed` payload. */
export function viewClosed(actor: Actor, view: Json): Json {
  return { type: 'view_closed', ...common(actor), view, is_cleared: false };
}

/** Builds the form of a slash command. */
export function command(
  { workspace, appId, user }: Actor,
  given: {
    command: string;
    text: string;
    channel: { id: string; name: string };
    triggerId: string;
    responseUrl: string;
  },
): Record<string, string> {
  return {
    token: TOKEN,
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: given.channel.id,
    channel_name: given.channel.name,
    user_id: user.id,
    user_name: user.name,
    command: given.command,
    text: given.text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: given.responseUrl,
    trigger_id: given.triggerId,
  };
}

/** Wraps an event in an `event_callback` envelope. */
export function eventCallback(workspace: Workspace, appId: string, event: Json): Json {
  const id = randomBytes(5).toString('hex').toUpperCase();
  const authorization = { team_id: workspace.team.id, user_id: workspace.bot.userId, is_bot: true };
  return {
    token: TOKEN,
    team_id: workspace.team.id,
    context_team_id: workspace.team.id,
    context_enterprise_id: null,
    api_app_id: appId,
    event: { event_ts: timestamp(), ...event },
    type: 'event_callback',
    event_id: `Ev${id}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ enterprise_id: null, ...authorization, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-${id}`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const entities = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Matches mentions as Slack sends them, URLs, email addresses and host names. */
const MARKED =
  /(<[@#!][^<>]*>)|(https?:\/\/[^\s<>]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b[\w-]+\.(?:com|net|org|io|example)\b)/gi;

/** Encodes the text of a command as Slack does: links in angle brackets, and `&`, `<` and `>` escaped. */
export function escaped(typed: string): string {
  let sent = '';
  let end = 0;
  for (const { 0: found, 1: mention, 2: url, 3: email, index } of typed.matchAll(MARKED)) {
    sent += entities(typed.slice(end, index)) + (mention ?? linked(entities(found), url, email));
    end = index + found.length;
  }
  return sent + entities(typed.slice(end));
}

function linked(text: string, url: string | undefined, email: string | undefined): string {
  if (url) return `<${text}>`;
  return email ? `<mailto:${text}|${text}>` : `<http://${text}|${text}>`;
}
