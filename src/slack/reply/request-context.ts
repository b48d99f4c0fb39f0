import type { BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import type { ModalView, OptionGroup, PlainTextOption } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Actor } from '../../domain/model/member/member.js';
import type { Ports } from '../../domain/ports.js';
import type { MessageView } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';
import type { InterimReply } from './interim-reply.js';

/** The dependencies of every listener. */
export interface SlackDeps {
  readonly ports: Ports;
  readonly words: (locale?: string) => Words;
  /** Baton's public address; undefined where there is none, and so no webhooks. */
  readonly publicUrl: string | undefined;
}

/** The person who asks, their language, and the dependencies. The error boundary answers for a listener that throws. */
export interface RequestContext extends SlackDeps {
  readonly by: Actor;
  readonly say: Words;
  readonly client: WebClient;
}

/** A click on a button. */
export interface Click extends RequestContext {
  readonly body: BlockAction<ButtonAction>;
  /** The id that the button carries. */
  readonly id: string;
  readonly ack: () => Promise<void>;
}

/** A request to open a modal; it is acknowledged before the modal opens. */
export interface ModalOpening extends RequestContext {
  readonly ack: () => Promise<void>;
}

/** The options of a look-up. */
export type Options = { readonly options: PlainTextOption[] } | { readonly option_groups: OptionGroup[] };

/** A look-up while a person types into a picker. */
export interface LookUp extends RequestContext {
  /** The text typed so far. */
  readonly query: string;
  readonly blockId: string;
  readonly ack: (found: Options) => Promise<void>;
}

/** The answer to a submission: shows errors beside fields, or another view; none closes the modal. */
export type Answer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** A submitted modal. */
export interface Submission extends RequestContext {
  readonly view: Pick<ViewOutput, 'id' | 'private_metadata' | 'state'>;
  /** Acknowledges the submission. After the interim reply it updates the modal instead. */
  readonly ack: (answer?: Answer) => Promise<void>;
  /** The interim reply, whose text the listener may set. */
  readonly interim: InterimReply;
}

/** A use of the slash command. */
export interface Command extends RequestContext {
  /** The command itself, such as `/referrals`. */
  readonly name: string;
  /** The argument of the command, as Slack escapes it. */
  readonly text: string;
  readonly triggerId: string;
  /** Acknowledges the command, with an ephemeral reply if given. */
  readonly ack: (answer?: MessageView) => Promise<void>;
  /** Sends another ephemeral reply. @throws Error when Slack refuses it. */
  readonly respond: (view: MessageView) => Promise<void>;
}

/** A use of one of the app's shortcuts. */
export interface Shortcut extends ModalOpening {
  readonly triggerId: string;
  /** The message that it was used on, as Slack has it; absent for a shortcut without a message. */
  readonly message?: unknown;
  /** True where Baton itself posted the message. */
  readonly isOwnMessage?: boolean;
}

/** An event of the workspace; it is acknowledged already. */
export interface WorkspaceEvent<Event> extends SlackDeps {
  readonly tenantId: string;
  readonly event: Event;
  /** The time of the event, where Slack has it. */
  readonly at: Date | undefined;
  readonly client: WebClient;
  /**
   * Tells whether the event is about this app; true where it is unknown. Another app may have the same signing secret.
   */
  readonly isOurs: () => Promise<boolean>;
  /** Tells whether the installed bot is one of these users; true for any user where it is unknown. */
  readonly isOurBot: (users: readonly unknown[]) => Promise<boolean>;
  /** Deletes the tenant's tokens, unless they were stored at `unlessSince` or later. */
  readonly forgetInstallation: (unlessSince?: Date) => Promise<void>;
}

/** Listens to a click. */
export type OnClick = (click: Click) => Promise<void>;
/** Listens to a shortcut. */
export type OnShortcut = (shortcut: Shortcut) => Promise<void>;
/** Listens to a look-up. */
export type OnLookUp = (lookUp: LookUp) => Promise<void>;
/** Listens to a submission. */
export type OnSubmission = (submission: Submission) => Promise<void>;
/** Listens to the command. */
export type OnCommand = (command: Command) => Promise<void>;
/** Listens to an event. */
export type OnEvent<Event> = (happened: WorkspaceEvent<Event>) => Promise<void>;
