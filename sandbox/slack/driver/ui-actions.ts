import { type Json, text } from '../emulator/json.js';
import { type AppEndpoint, dismiss, submit, surfaceFor } from './app-endpoint.js';
import { choose, type ElementFilter, type FoundElement, findElement, type Option, optionsOf } from './find-elements.js';
import { blockActions, blockSuggestion } from './payloads.js';
import type { Reply, SendOptions } from './send-request.js';
import type { Shown } from './shown-surfaces.js';
import { stateValues } from './view-state.js';

/** Actions of a user. Only what is shown can be used. */
export interface UiActions {
  press(shown: Shown, actionId: string, which?: ElementFilter & SendOptions): Promise<Reply>;
  /** Opens a menu with external options and types `query`. */
  lookUp(shown: Shown, actionId: string, query?: string, which?: ElementFilter): Promise<Option[]>;
  /**
   * Selects the only option with this value, or with this in its text, after typing `query`.
   * @returns the app's response; undefined for an input of a modal, which the app gets with the submission
   */
  pick(
    shown: Shown,
    actionId: string,
    wanted: string,
    query?: string,
    which?: ElementFilter,
  ): Promise<Reply | undefined>;
  /**
   * Enters a value into any element: an option, a text, a date, a user's id, or a list of them.
   * @returns the app's response; undefined for an input of a modal, which the app gets with the submission
   */
  enter(shown: Shown, actionId: string, value: unknown, which?: ElementFilter): Promise<Reply | undefined>;
  /** Keeps a value that is typed or chosen, without telling the app yet. */
  keep(shown: Shown, actionId: string, value: unknown, which?: ElementFilter): void;
  /** Fills an input of the top modal. `which` names the block if several inputs share an action id. */
  fill(actionId: string, value: unknown, which?: ElementFilter): void;
  /** Submits the top modal and applies the app's response. @throws Error when a required input is empty */
  submit(sendOptions?: SendOptions): Promise<Reply>;
  /** Closes the top modal. */
  dismiss(): Promise<Reply | undefined>;
}

async function act(
  endpoint: AppEndpoint,
  shown: Shown,
  found: FoundElement,
  what: Json,
  sendOptions?: SendOptions,
): Promise<Reply> {
  const { context, actor, entries } = endpoint;
  const { workspace, user } = actor;
  const surface = surfaceFor(endpoint, shown);
  const action = { action_id: found.element.action_id, block_id: found.blockId, ...what };
  if (shown.kind === 'view') {
    const trigger = await endpoint.trigger(shown.raw.type === 'modal' ? shown.id : undefined);
    return await endpoint.send(blockActions(actor, surface, action, trigger, {}), sendOptions);
  }
  const clicked = shown.ephemeral ? { ephemeralTs: shown.ts } : { ts: shown.ts };
  const origin = { workspace, user: user.id, channel: shown.channel.id, ...clicked };
  const state = { values: stateValues(shown.blocks, entries.of(shown)) };
  const extra = { state, response_url: context.responseUrls.issue(origin) };
  return await endpoint.send(blockActions(actor, surface, action, await endpoint.trigger(), extra), sendOptions);
}

/** Builds the action of a pressed button. */
function pressed({ element: { type, text: label, value } }: FoundElement): Json {
  return { type, text: label, ...(value === undefined ? {} : { value }) };
}

async function ask(
  endpoint: AppEndpoint,
  shown: Shown,
  { element, blockId }: FoundElement,
  query: string,
): Promise<Option[]> {
  const least = Number(element.min_query_length ?? 3);
  if (query.length < least) throw new Error(`Slack asks from ${least} letters on, not for "${query}"`);
  const ids = { action_id: text(element.action_id), block_id: blockId };
  const reply = await endpoint.send(blockSuggestion(endpoint.actor, surfaceFor(endpoint, shown), ids, query));
  if (reply.status !== 200) throw new Error(`The look-up was answered ${reply.status}: ${reply.text}`);
  return optionsOf(reply.json);
}

async function pick(
  endpoint: AppEndpoint,
  shown: Shown,
  actionId: string,
  wanted: string,
  query: string,
  which?: ElementFilter,
) {
  const found = findElement(shown.blocks, actionId, which);
  const external = text(found.element.type).includes('external');
  const options = external ? await ask(endpoint, shown, found, query) : optionsOf(found.element);
  return await enter(endpoint, shown, found, choose(options, wanted).raw);
}

/** Enters a value, and tells the app unless the element is an input of a modal. An overflow menu keeps no value. */
async function enter(
  endpoint: AppEndpoint,
  shown: Shown,
  found: FoundElement,
  value: unknown,
): Promise<Reply | undefined> {
  const { type } = found.element;
  if (type === 'overflow') return await act(endpoint, shown, found, { type, selected_option: value });
  const entry = endpoint.entries.enter(shown, found, value);
  const isQuiet = found.block.type === 'input' && !found.block.dispatch_action;
  return isQuiet ? undefined : await act(endpoint, shown, found, entry);
}

/** Creates the actions of one user. */
export function uiActionsOf(endpoint: AppEndpoint): UiActions {
  return {
    press: async (shown, actionId, { value, blockId, ...sendOptions } = {}) => {
      const which = { ...(value === undefined ? {} : { value }), ...(blockId === undefined ? {} : { blockId }) };
      const found = findElement(shown.blocks, actionId, which);
      return await act(endpoint, shown, found, pressed(found), sendOptions);
    },
    lookUp: async (shown, actionId, query = '', which) =>
      ask(endpoint, shown, findElement(shown.blocks, actionId, which), query),
    enter: async (shown, actionId, value, which) =>
      enter(endpoint, shown, findElement(shown.blocks, actionId, which), value),
    keep: (shown, actionId, value, which) => {
      endpoint.entries.enter(shown, findElement(shown.blocks, actionId, which), value);
    },
    pick: (shown, actionId, wanted, query = '', which) => pick(endpoint, shown, actionId, wanted, query, which),
    fill: (actionId, value, which) => {
      const modal = endpoint.modal();
      endpoint.entries.enter(modal, findElement(modal.blocks, actionId, which), value);
    },
    submit: (sendOptions) => submit(endpoint, sendOptions),
    dismiss: () => dismiss(endpoint),
  };
}
