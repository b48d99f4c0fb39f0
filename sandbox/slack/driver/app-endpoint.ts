import type { EmulatorContext } from '../emulator/context.js';
import { type Json, object } from '../emulator/json.js';
import type { EnteredValueStore } from './entered-values.js';
import { type Actor, type Surface, viewClosed, viewSubmission } from './payloads.js';
import type { Reply, SendOptions } from './send-request.js';
import { type Shown, type ShownView, surfaceOf } from './shown-surfaces.js';
import { stateValues, unfilled } from './view-state.js';

/** The context of a user's actions: the user, their entered values, and the connection to the app. */
export interface AppEndpoint {
  readonly context: EmulatorContext;
  readonly actor: Actor;
  readonly entries: EnteredValueStore;
  /** Returns the top modal. */
  modal(): ShownView;
  trigger(viewId?: string): Promise<string>;
  send(payload: Json, sendOptions?: SendOptions): Promise<Reply>;
}

/** Describes the clicked message or view as Slack's payloads do. */
export const surfaceFor = ({ actor, entries }: AppEndpoint, shown: Shown): Surface =>
  surfaceOf(shown, actor.workspace.team.id, entries.of(shown));

const filledView = (endpoint: AppEndpoint, modal: ShownView): Json =>
  (surfaceFor(endpoint, modal) as { view: Json }).view;

/** The user on whose screen a response takes effect. */
export type ResponseTarget = Pick<AppEndpoint, 'context' | 'actor' | 'trigger'>;

/** Applies the app's response to a submitted modal: errors, update, push, clear or close. */
export async function applyResponse(
  { context, actor, trigger }: ResponseTarget,
  json: Json,
  id: string,
): Promise<void> {
  const { workspace, user } = actor;
  const view = object(json.view);
  const show = async (method: string, args: Json) => {
    const response = await workspace.ask(method, args, workspace.botToken);
    context.screen.apply({ method, args, response });
  };
  if (json.response_action === 'errors') return;
  if (json.response_action === 'update') return await show('views.update', { view_id: id, view });
  if (json.response_action === 'push') return await show('views.push', { trigger_id: await trigger(id), view });
  context.screen.close(user.id, json.response_action === 'clear');
}

/** Submits the top modal and applies the app's response. @throws Error when a required input is empty */
export async function submit(endpoint: AppEndpoint, sendOptions?: SendOptions): Promise<Reply> {
  const modal = endpoint.modal();
  const empty = unfilled(modal.blocks, stateValues(modal.blocks, endpoint.entries.of(modal)));
  if (empty.length > 0) throw new Error(`Slack does not send the modal: ${empty.join(', ')} is empty`);
  const payload = viewSubmission(endpoint.actor, filledView(endpoint, modal), await endpoint.trigger(modal.id));
  const reply = await endpoint.send(payload, sendOptions);
  if (reply.status === 200) await applyResponse(endpoint, reply.json, modal.id);
  return reply;
}

/** Closes the top modal, and notifies the app if the view has `notify_on_close`. */
export async function dismiss(endpoint: AppEndpoint): Promise<Reply | undefined> {
  const modal = endpoint.modal();
  endpoint.context.screen.close(endpoint.actor.user.id, false);
  return modal.raw.notify_on_close
    ? await endpoint.send(viewClosed(endpoint.actor, filledView(endpoint, modal)))
    : undefined;
}
