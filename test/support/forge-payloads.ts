import { blockActions, viewSubmission } from '../../sandbox/slack/driver/payloads.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import { type Json, object } from '../../sandbox/slack/emulator/json.js';
import type { Workspace } from '../../sandbox/slack/emulator/workspace.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { MODAL } from '../../src/slack/reply/action-ids.js';
import { lastWord } from './final-answer.js';
import type { TestStage } from './stage.js';

/** Bolt takes forms of exactly this type. */
export const FORM = 'application/x-www-form-urlencoded';

/** The sender that a forged payload names. */
export interface Sender {
  readonly workspace: Workspace;
  readonly name: string;
  /** Fields of the payload that differ from Slack's. */
  readonly lies?: Json;
}

/** Sends a payload as Slack would, whatever it holds, and returns the final answer. */
export async function sendForged(
  { driver, slack }: Pick<TestStage, 'driver' | 'slack'>,
  payload: Json,
): Promise<Reply> {
  const form = String(new URLSearchParams({ payload: JSON.stringify(payload) }));
  const { id } = object(payload.view);
  return lastWord(slack, String(id), await driver.raw(ENDPOINT_PATHS.events, form, FORM));
}

const actorOf = ({ slack }: TestStage, { workspace, name }: Sender) => {
  const user = workspace.users[name];
  if (!user) throw new Error(`${workspace.team.name} has no ${name}`);
  return { workspace, appId: slack.context.app.appId, user };
};

/** A click on a button of a message, with any value. */
export function forgeClick(stage: TestStage, sender: Sender, card: ShownMessage, action: Json): Json {
  const actor = actorOf(stage, sender);
  const { workspace, user } = actor;
  const origin = { workspace, user: user.id, channel: card.channel.id };
  const surface = { kind: 'message', channel: card.channel, message: card.raw, ephemeral: false } as const;
  const extra = { response_url: stage.slack.context.responseUrls.issue(origin), state: { values: {} } };
  const pressed = { type: 'button', block_id: 'forged', ...action };
  return { ...blockActions(actor, surface, pressed, 'forged.trigger.id', extra), ...sender.lies };
}

let forged = 0;

/** Makes an id that no other forged modal has. */
function forgedView(): string {
  forged += 1;
  return `V0FORGED${forged}`;
}

/** A modal that is sent, with any content: it need not be open. */
export function forgeSubmission(
  stage: TestStage,
  sender: Sender,
  view: { readonly callbackId: string; readonly metadata: string; readonly values: Json },
): Json {
  const { callbackId, metadata, values } = view;
  const { team } = sender.workspace;
  const whole = {
    ...{ id: forgedView(), type: 'modal', callback_id: callbackId, private_metadata: metadata, blocks: [] },
    ...{ team_id: team.id, app_installed_team_id: team.id, state: { values } },
  };
  return { ...viewSubmission(actorOf(stage, sender), whole, 'forged.trigger.id'), ...sender.lies };
}

/** The values of the *Refer* modal. */
export const referValues = (inviteId: string, colleague: string, reason = 'too-busy'): Json => ({
  [`colleague:${inviteId}`]: {
    'pick-colleague': { type: 'external_select', selected_option: optionOf(colleague) },
  },
  reason: { value: { type: 'static_select', selected_option: optionOf(reason) } },
});

/** The values of the *Decline* modal. */
export const declineValues = (reason = 'too-busy'): Json => ({
  reason: { value: { type: 'static_select', selected_option: optionOf(reason) } },
});

const optionOf = (value: string) => ({ text: { type: 'plain_text', text: value }, value });

/** Sends the *Refer* modal with a colleague that no picker need offer. */
export const forgeReferral = (stage: TestStage, name: string, { id }: { id: string }, colleague: string) =>
  sendForged(
    stage,
    forgeSubmission(
      stage,
      { workspace: stage.slack, name },
      {
        callbackId: MODAL.refer,
        metadata: JSON.stringify({ inviteId: id, fromHome: false }),
        values: referValues(id, colleague),
      },
    ),
  );
