import { type Json, object, text } from '../emulator/json.js';
import type { Ephemeral } from '../emulator/screen.js';
import { withBlockIds } from './find-elements.js';
import type { Surface } from './payloads.js';
import { type EnteredValues, stateValues } from './view-state.js';

/** A channel, or a direct message. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

/** A message as shown to a user. A snapshot: read again after the app edits the message. */
export interface ShownMessage {
  readonly kind: 'message';
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly channel: Place;
  /** True for a message that only this user sees. */
  readonly ephemeral: boolean;
  /** The message as Slack stores it. */
  readonly raw: Json;
}

/** A modal or App Home as shown to a user. */
export interface ShownView {
  readonly kind: 'view';
  readonly id: string;
  readonly title: string;
  readonly callbackId: string;
  readonly blocks: readonly Json[];
  readonly raw: Json;
}

/** Anything shown to a user. */
export type Shown = ShownMessage | ShownView;

/** Converts a stored message to the form in which a user sees it. `ephemeral`: visible to one user only. */
export function showMessage(raw: Json, channel: Place, ephemeral = false): ShownMessage {
  const blocks = withBlockIds(raw.blocks);
  return {
    kind: 'message',
    ts: text(raw.ts),
    text: text(raw.text),
    blocks,
    channel,
    ephemeral,
    raw: { ...raw, blocks },
  };
}

/** Converts an ephemeral message to the form in which its user sees it. */
export function showEphemeral({ ts, text: words, blocks, channel }: Ephemeral): ShownMessage {
  return showMessage({ type: 'message', ts, text: words, blocks }, { id: channel, name: 'directmessage' }, true);
}

/** Converts a stored view to the form in which a user sees it. */
export function showView(raw: Json): ShownView {
  const blocks = withBlockIds(raw.blocks);
  const title = text(object(raw.title).text);
  return { kind: 'view', id: text(raw.id), title, callbackId: text(raw.callback_id), blocks, raw: { ...raw, blocks } };
}

/** Returns the part of a Slack payload that describes a message or a view; a view with the entered values. */
export function surfaceOf(shown: Shown, teamId: string, entered: EnteredValues): Surface {
  if (shown.kind === 'message') {
    return { kind: 'message', channel: shown.channel, message: shown.raw, ephemeral: shown.ephemeral };
  }
  const state = { values: stateValues(shown.blocks, entered) };
  return { kind: 'view', view: { ...shown.raw, app_installed_team_id: teamId, state } };
}
