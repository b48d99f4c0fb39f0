import type { EmulatorContext } from '../emulator/context.js';
import { type Json, object } from '../emulator/json.js';
import type { Entries } from './entries.js';
import { type Actor, type Surface, viewClosed, viewSubmission } from './payloads.js';
import type { Reply, Sending } from './send.js';
import { type Shown, type ShownView, surfaceOf } from './shown.js';
import { stateValues, unfilled } from './state.js';

/** How the hands of a person reach the app. */
export interface AppEndpoint {
  readonly desk: EmulatorContext;
  readonly actor: Actor;
  readonly entries: Entries;
  /** The uppermost modal. */
  modal(): ShownView;
  trigger(viewId?: string): Promise<string>;
  send(payload: Json, sending?: Sending): Promise<Reply>;
}

/** What was clicked, as Slack's payloads tell it. */
export const surfaceFor = ({ actor, entries }: AppEndpoint, shown: Shown): Surface =>
  surfaceOf(shown, actor.workspace.team.id, entries.of(shown));

const filledView = (reach: AppEndpoint, modal: ShownView): Json => (surfaceFor(reach, modal) as { view: Json }).view;

/** Who shows on the screen what the app answered. */
export type Follower = Pick<AppEndpoint, 'desk' | 'actor' | 'trigger'>;

/** Does with a modal that was sent what the app answered. */
export async function follow({ desk, actor, trigger }: Follower, json: Json, id: string): Promise<void> {
  const { workspace, user } = actor;
  const view = object(json.view);
  const show = async (method: string, args: Json) => {
    const response = await workspace.ask(method, args, workspace.botToken);
    desk.screen.see({ method, args, response });
  };
  if (json.response_action === 'errors') return;
  if (json.response_action === 'update') return await show('views.update', { view_id: id, view });
  if (json.response_action === 'push') return await show('views.push', { trigger_id: await trigger(id), view });
  desk.screen.close(user.id, json.response_action === 'clear');
}

/** Sends the uppermost modal. */
export async function submit(reach: AppEndpoint, sending?: Sending): Promise<Reply> {
  const modal = reach.modal();
  const empty = unfilled(modal.blocks, stateValues(modal.blocks, reach.entries.of(modal)));
  if (empty.length > 0) throw new Error(`Slack does not send the modal: ${empty.join(', ')} is empty`);
  const payload = viewSubmission(reach.actor, filledView(reach, modal), await reach.trigger(modal.id));
  const reply = await reach.send(payload, sending);
  if (reply.status === 200) await follow(reach, reply.json, modal.id);
  return reply;
}

/** Closes the uppermost modal; the app hears of it if it asked to. */
export async function dismiss(reach: AppEndpoint): Promise<Reply | undefined> {
  const modal = reach.modal();
  reach.desk.screen.close(reach.actor.user.id, false);
  return modal.raw.notify_on_close ? await reach.send(viewClosed(reach.actor, filledView(reach, modal))) : undefined;
}
