import { type Json, object, text } from '../emulator/json.js';
import type { Ephemeral } from '../emulator/screen.js';
import { withBlockIds } from './elements.js';
import type { Surface } from './payloads.js';
import { type EnteredValues, stateValues } from './state.js';

/** A channel, or a direct message. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

/** A message as a person sees it. It does not change when the app edits it: look again. */
export interface ShownMessage {
  readonly kind: 'message';
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly channel: Place;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  /** As Slack has it. */
  readonly raw: Json;
}

/** A modal or an App Home as a person sees it. */
export interface ShownView {
  readonly kind: 'view';
  readonly id: string;
  readonly title: string;
  readonly callbackId: string;
  readonly blocks: readonly Json[];
  readonly raw: Json;
}

/** Whatever a person can look at, and click in. */
export type Shown = ShownMessage | ShownView;

/** A message from what Slack has stored. `ephemeral`: for one person alone. */
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

/** What one person alone was told. */
export function showEphemeral({ ts, text: words, blocks, channel }: Ephemeral): ShownMessage {
  return showMessage({ type: 'message', ts, text: words, blocks }, { id: channel, name: 'directmessage' }, true);
}

/** A modal or an App Home from what Slack has stored. */
export function showView(raw: Json): ShownView {
  const blocks = withBlockIds(raw.blocks);
  const title = text(object(raw.title).text);
  return { kind: 'view', id: text(raw.id), title, callbackId: text(raw.callback_id), blocks, raw: { ...raw, blocks } };
}

/** The same for Slack's payloads, with what was entered. */
export function surfaceOf(shown: Shown, teamId: string, entered: EnteredValues): Surface {
  if (shown.kind === 'message') {
    return { kind: 'message', channel: shown.channel, message: shown.raw, ephemeral: shown.ephemeral };
  }
  const state = { values: stateValues(shown.blocks, entered) };
  return { kind: 'view', view: { ...shown.raw, app_installed_team_id: teamId, state } };
}
