import type { BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import type { ModalView, OptionGroup, PlainTextOption } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Actor } from '../../domain/model/member/member.js';
import type { Ports } from '../../domain/ports.js';
import type { MessageView } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';
import type { InterimReply } from './interim-reply.js';

/** What every listener needs besides the payload. */
export interface SlackDeps {
  readonly ports: Ports;
  readonly words: (locale?: string) => Words;
  /** Baton's public address. */
  readonly publicUrl: string;
}

/** Somebody of the tenant asks for something. A listener that throws is answered by the error boundary. */
export interface RequestContext extends SlackDeps {
  readonly by: Actor;
  readonly say: Words;
  readonly client: WebClient;
}

/** A button was pressed. */
export interface Click extends RequestContext {
  readonly body: BlockAction<ButtonAction>;
  /** The id that the button carries. */
  readonly id: string;
  readonly ack: () => Promise<void>;
}

/** A modal is to be opened: Slack has its answer before Slack is asked to. */
export interface ModalOpening extends RequestContext {
  readonly ack: () => Promise<void>;
}

/** The answer to a look-up. */
export type Options = { readonly options: PlainTextOption[] } | { readonly option_groups: OptionGroup[] };

/** A choice is looked up while somebody types. */
export interface LookUp extends RequestContext {
  /** What was typed so far. */
  readonly query: string;
  readonly blockId: string;
  readonly ack: (found: Options) => Promise<void>;
}

/** How the modal goes on: it closes, shows errors beside its fields, or shows another view. */
export type Answer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** A modal was submitted. */
export interface Submission extends RequestContext {
  readonly view: Pick<ViewOutput, 'id' | 'private_metadata' | 'state'>;
  /** An answer that comes too late for Slack is shown in the modal when it comes. */
  readonly ack: (answer?: Answer) => Promise<void>;
  /** What the modal shows while Slack waits no longer for the answer. */
  readonly interim: InterimReply;
}

/** The slash command was used. */
export interface Command extends RequestContext {
  /** What follows the command, as Slack escapes it. */
  readonly text: string;
  readonly triggerId: string;
  /** Without an answer it shows nothing; the answer is seen by whoever asked, alone. */
  readonly ack: (answer?: MessageView) => Promise<void>;
  /** Shows more beneath the answer, to whoever asked. @throws when Slack does not take it. */
  readonly respond: (view: MessageView) => Promise<void>;
}

/** Something happened in the workspace. Slack has its answer already. */
export interface WorkspaceEvent<Event> extends SlackDeps {
  readonly tenantId: string;
  readonly event: Event;
  /** When it happened, as far as Slack says. */
  readonly at: Date | undefined;
  readonly client: WebClient;
  /** Whether it is about this app, as far as that is known: another may be signed with the same secret. */
  readonly isOurs: () => Promise<boolean>;
  /** Deletes the tenant's tokens, but for those that came at `unlessSince` or later. */
  readonly forgetInstallation: (unlessSince?: Date) => Promise<void>;
}

/** Answers a button. */
export type OnClick = (click: Click) => Promise<void>;
/** Answers a look-up. */
export type OnLookUp = (lookUp: LookUp) => Promise<void>;
/** Answers a modal. */
export type OnSubmission = (submission: Submission) => Promise<void>;
/** Answers the command. */
export type OnCommand = (command: Command) => Promise<void>;
/** Reacts to something that happened. */
export type OnEvent<Event> = (happened: WorkspaceEvent<Event>) => Promise<void>;
