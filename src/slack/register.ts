import type { AllMiddlewareArgs, App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Actor } from '../domain/member/member.js';
import type { Answer, Asked, Click, Happened, Options, SlackDeps } from './asked.js';
import type { MessageView } from './blocks/blocks.js';
import { listeners } from './listeners.js';
import { tenantOf } from './tenant-of.js';
import type { Words } from './words/words.js';

/** What the listeners are registered with. */
export interface Registration extends SlackDeps {
  /** The slash command, such as `/referrals`. */
  readonly command: string;
  readonly forget: (tenantId: string) => Promise<void>;
}

type Args = Pick<AllMiddlewareArgs, 'client' | 'context'>;

/** Puts every listener of the table into the app: payload in, verb, view out. */
export function register(app: App, deps: Registration): void {
  const asked = ({ client, context }: Args): Asked => ({
    ...deps,
    client,
    by: context.by as Actor,
    say: context.say as Words,
  });
  registerCommand(app, deps.command, asked);
  registerClicks(app, asked);
  registerLookUps(app, asked);
  registerSubmissions(app, asked);
  registerEvents(app, deps);
}

type AskedBy = (args: Args) => Asked;

function registerCommand(app: App, name: string, asked: AskedBy): void {
  app.command(name, async (args) => {
    const { text, trigger_id: triggerId } = args.command;
    const ack = (view?: MessageView) => args.ack(view && { response_type: 'ephemeral', ...view });
    await listeners.command({ ...asked(args), text, triggerId, ack });
  });
}

function registerClicks(app: App, asked: AskedBy): void {
  for (const [actionId, listener] of Object.entries(listeners.clicks)) {
    app.action<BlockAction<ButtonAction>>(actionId, async (args) => {
      const click: Click = { ...asked(args), body: args.body, id: args.action.value ?? '', ack: () => args.ack() };
      await listener(click);
    });
  }
}

function registerLookUps(app: App, asked: AskedBy): void {
  for (const [actionId, listener] of Object.entries(listeners.lookUps)) {
    app.options(actionId, async (args) => {
      const { value: query, block_id: blockId } = args.options;
      const ack = (found: Options) => args.ack(found as never);
      await listener({ ...asked(args), query, blockId, ack });
    });
  }
}

function registerSubmissions(app: App, asked: AskedBy): void {
  for (const [callbackId, listener] of Object.entries(listeners.submissions)) {
    app.view<ViewSubmitAction>(callbackId, async (args) => {
      const ack = (answer?: Answer) => (answer ? args.ack(answer) : args.ack());
      await listener({ ...asked(args), view: args.view, ack });
    });
  }
}

function registerEvents(app: App, deps: Registration): void {
  for (const [name, listener] of Object.entries(listeners.events)) {
    app.event(name, async ({ event, body, client, context }) => {
      const tenantId = tenantOf(context);
      const at = body.event_time ? new Date(body.event_time * 1000) : undefined;
      const forgetInstallation = () => deps.forget(tenantId);
      const happened: Happened<unknown> = { ...deps, tenantId, event, at, client, forgetInstallation };
      await listener(happened as never);
    });
  }
}
