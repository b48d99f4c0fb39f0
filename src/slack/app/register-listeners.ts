import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  StaticSelectAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Refusal, type RefusalCode } from '../../domain/model/errors.js';
import type { Actor } from '../../domain/model/member/member.js';
import { codeOf } from '../api/slack-errors.js';
import { slackTime } from '../api/slack-time.js';
import { tenantOf } from '../api/tenant-of.js';
import { type MessageView, mrkdwnMessage } from '../blocks/blocks.js';
import { interimReplyOf } from '../reply/interim-reply.js';
import { noticeModal } from '../reply/notice-modal.js';
import type { Answer, OnEvent, Options, RequestContext, SlackDeps, WorkspaceEvent } from '../reply/request-context.js';
import { sendResponse } from '../reply/send-response.js';
import type { Words } from '../words/words.js';
import { ackOr } from './ack-deadline-app.js';
import type { InstalledAppCheck } from './installed-app-check.js';
import { listeners } from './listeners.js';

/** The dependencies of the listeners. */
export interface Registration extends SlackDeps {
  /** The slash command, such as `/referrals`. */
  readonly command: string;
  readonly forget: (tenantId: string, unlessSince?: Date) => Promise<void>;
  readonly installedApp: InstalledAppCheck;
}

type Args = Pick<AllMiddlewareArgs, 'client' | 'context'>;

/** Matches every payload. Bolt would try each listener in turn; a look-up in `listeners` costs less. */
const ANY = /./;

/** Registers the table of listeners with Bolt. */
export function registerListeners(app: App, deps: Registration): void {
  const contextOf = ({ client, context }: Args): RequestContext => ({
    ...deps,
    client,
    by: context.by as Actor,
    say: context.say as Words,
  });
  registerCommand(app, deps.command, contextOf);
  registerClicks(app, contextOf);
  registerLookUps(app, contextOf);
  registerSubmissions(app, contextOf);
  registerShortcuts(app, contextOf);
  registerEvents(app, deps);
}

type ContextOf = (args: Args) => RequestContext;

/** The longest text behind the command that is read, in characters. */
const LONGEST_ARGUMENT = 6000;

function registerCommand(app: App, name: string, contextOf: ContextOf): void {
  app.command(ANY, async (args) => {
    const { command, text, trigger_id: triggerId } = args.command;
    const respond = async (view: MessageView) => {
      if (args.respond) await sendResponse(args.respond, view);
    };
    const ack = (view?: MessageView) =>
      ackOr(
        () => args.ack(view && { response_type: 'ephemeral', ...view }),
        async () => view && respond(view),
      );
    if (command !== name) return ack(mrkdwnMessage(contextOf(args).say.mrkdwn('help.otherCommand', { said: command })));
    const said = (text ?? '').slice(0, LONGEST_ARGUMENT);
    await listeners.command({ ...contextOf(args), name, text: said, triggerId, ack, respond });
  });
}

function registerClicks(app: App, contextOf: ContextOf): void {
  app.action<BlockAction<ButtonAction>>(ANY, async (args) => {
    const { action_id: name } = args.action;
    const id = carriedBy(args.action);
    await listenerOf(
      listeners.clicks,
      name,
    )({ ...contextOf(args), body: args.body, id, ack: () => ackOr(args.ack, nothing) });
  });
}

const nothing = async (): Promise<void> => {};

/** The id that a button carries, or the value of the option that was picked. */
function carriedBy(action: ButtonAction | StaticSelectAction): string {
  const value: unknown = 'selected_option' in action ? action.selected_option?.value : action.value;
  return typeof value === 'string' ? value : '';
}

function registerLookUps(app: App, contextOf: ContextOf): void {
  app.options(ANY, async (args) => {
    const { action_id: name, value: query, block_id: blockId } = args.options;
    const ack = (found: Options) => ackOr(() => args.ack(found), nothing);
    await listenerOf(listeners.lookUps, name)({ ...contextOf(args), query, blockId, ack });
  });
}

function registerSubmissions(app: App, contextOf: ContextOf): void {
  app.view<ViewSubmitAction>(ANY, async (args) => {
    const { view, client } = args;
    const { say, ...rest } = contextOf(args);
    const ack = (answer?: Answer) =>
      ackOr(
        () => (answer ? args.ack(answer) : args.ack()),
        () => client.views.update({ view_id: view.id, view: lateView(answer, say) }).catch(unlessClosed),
      );
    const submission = { ...rest, say, view, ack, interim: interimReplyOf(args.context) };
    await listenerOf(listeners.submissions, view.callback_id, 'form.outdated')(submission);
  });
}

function registerShortcuts(app: App, contextOf: ContextOf): void {
  app.shortcut(ANY, async (args) => {
    const { shortcut } = args;
    const ack = () => ackOr(args.ack, nothing);
    const on = shortcut.type === 'message_action' && {
      message: shortcut.message,
      isOwnMessage: isOwn(shortcut.message, args.context),
    };
    const opening = { ...contextOf(args), triggerId: shortcut.trigger_id, ack, ...on };
    await listenerOf(listeners.shortcuts, shortcut.callback_id)(opening);
  });
}

/** Tells whether the installed bot has posted a message. */
const isOwn = (message: Readonly<Record<string, unknown>>, { botId, botUserId }: Args['context']): boolean =>
  (botId !== undefined && message.bot_id === botId) || (botUserId !== undefined && message.user === botUserId);

/** Ignores the error of updating a modal that was closed; throws any other. */
function unlessClosed(error: unknown): void {
  if (codeOf(error) !== 'not_found') throw error;
}

/** Returns the view of a modal whose answer came after the interim reply. */
function lateView(answer: Answer | undefined, say: Words): ModalView {
  if (answer?.response_action === 'update') return answer.view;
  if (!answer) return noticeModal(say, say.plain('late.done'));
  return noticeModal(say, say.plain('late.errors', { errors: Object.values(answer.errors).join(' ') }));
}

function registerEvents(app: App, deps: Registration): void {
  app.event(ANY, async ({ event, body, client, context }) => {
    if (!Object.hasOwn(listeners.events, event.type)) return;
    const listener = listenerOf(listeners.events, event.type);
    const tenantId = tenantOf(context);
    const at = slackTime(body.event_time);
    const happened: WorkspaceEvent<unknown> = {
      ...{ ...deps, tenantId, event, at, client },
      isOurs: () => deps.installedApp.isOurs(tenantId, body.api_app_id),
      isOurBot: (users) => deps.installedApp.isOurBot(tenantId, users),
      forgetInstallation: (unlessSince) => deps.forget(tenantId, unlessSince),
    };
    await (listener as OnEvent<unknown>)(happened);
  });
}

/**
 * Returns the listener of this name.
 * @throws Refusal for a name that this release does not know: it is of an earlier release, or forged.
 */
function listenerOf<Listener>(
  table: Readonly<Record<string, Listener>>,
  name: string,
  outdated: RefusalCode = 'button.outdated',
): Listener {
  const listener = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!listener) throw new Refusal(outdated);
  return listener;
}
