import { type Json, text } from '../emulator/json.js';
import { type AppEndpoint, dismiss, submit, surfaceFor } from './app-endpoint.js';
import { choose, type Found, findElement, type Option, optionsOf, type Which } from './elements.js';
import { blockActions, blockSuggestion } from './payloads.js';
import type { Reply, Sending } from './send.js';
import type { Shown } from './shown.js';
import { stateValues } from './state.js';

/** What a person does with what they see. Whatever is not shown cannot be pressed. */
export interface UiActions {
  press(shown: Shown, actionId: string, which?: Which & Sending): Promise<Reply>;
  /** Opens a menu that the app fills, and types. */
  lookUp(shown: Shown, actionId: string, query?: string): Promise<Option[]>;
  /**
   * Takes the one option with this value, or with this in its text, found by typing `query`.
   * @returns the app's answer; undefined for an input of a modal, of which the app hears when it is sent.
   */
  pick(shown: Shown, actionId: string, wanted: string, query?: string, which?: Which): Promise<Reply | undefined>;
  /** Fills an input of the uppermost modal. `which` names its block where several inputs share an action id. */
  fill(actionId: string, value: unknown, which?: Which): void;
  /** Sends the uppermost modal and does what the app answers. @throws Error when a required input is empty. */
  submit(sending?: Sending): Promise<Reply>;
  /** Closes the uppermost modal. */
  dismiss(): Promise<Reply | undefined>;
}

async function act(reach: AppEndpoint, shown: Shown, found: Found, what: Json, sending?: Sending): Promise<Reply> {
  const { desk, actor, entries } = reach;
  const { workspace, user } = actor;
  const surface = surfaceFor(reach, shown);
  const action = { action_id: found.element.action_id, block_id: found.blockId, ...what };
  if (shown.kind === 'view') {
    const trigger = await reach.trigger(shown.raw.type === 'modal' ? shown.id : undefined);
    return await reach.send(blockActions(actor, surface, action, trigger, {}), sending);
  }
  const origin = { workspace, user: user.id, channel: shown.channel.id, ...(shown.ephemeral ? {} : { ts: shown.ts }) };
  const state = { values: stateValues(shown.blocks, entries.of(shown)) };
  const extra = { state, response_url: desk.responseUrls.issue(origin) };
  return await reach.send(blockActions(actor, surface, action, await reach.trigger(), extra), sending);
}

/** What Slack says of a pressed button. */
function pressed({ element: { type, text: label, value } }: Found): Json {
  return { type, text: label, ...(value === undefined ? {} : { value }) };
}

async function ask(reach: AppEndpoint, shown: Shown, { element, blockId }: Found, query: string): Promise<Option[]> {
  const least = Number(element.min_query_length ?? 3);
  if (query.length < least) throw new Error(`Slack asks from ${least} letters on, not for "${query}"`);
  const ids = { action_id: text(element.action_id), block_id: blockId };
  const reply = await reach.send(blockSuggestion(reach.actor, surfaceFor(reach, shown), ids, query));
  if (reply.status !== 200) throw new Error(`The look-up was answered ${reply.status}: ${reply.text}`);
  return optionsOf(reply.json);
}

async function pick(reach: AppEndpoint, shown: Shown, actionId: string, wanted: string, query: string, which?: Which) {
  const found = findElement(shown.blocks, actionId, which);
  const external = text(found.element.type).includes('external');
  const options = external ? await ask(reach, shown, found, query) : optionsOf(found.element);
  const entry = reach.entries.enter(shown, found, choose(options, wanted).raw);
  const isQuiet = found.block.type === 'input' && !found.block.dispatch_action;
  return isQuiet ? undefined : await act(reach, shown, found, entry);
}

/** The hands of one user. */
export function uiActionsOf(reach: AppEndpoint): UiActions {
  return {
    press: async (shown, actionId, { value, blockId, ...sending } = {}) => {
      const which = { ...(value === undefined ? {} : { value }), ...(blockId === undefined ? {} : { blockId }) };
      const found = findElement(shown.blocks, actionId, which);
      return await act(reach, shown, found, pressed(found), sending);
    },
    lookUp: async (shown, actionId, query = '') => ask(reach, shown, findElement(shown.blocks, actionId), query),
    pick: (shown, actionId, wanted, query = '', which) => pick(reach, shown, actionId, wanted, query, which),
    fill: (actionId, value, which) => {
      const modal = reach.modal();
      reach.entries.enter(modal, findElement(modal.blocks, actionId, which), value);
    },
    submit: (sending) => submit(reach, sending),
    dismiss: () => dismiss(reach),
  };
}
