import type { Message } from '../../domain/model/message/message.js';
import type { ExportedFile } from '../../domain/model/views/exported-file.js';
import type { HomeContent } from '../../domain/model/views/home-content.js';
import type { BeforeSending, Messenger } from '../../domain/ports.js';
import { createConversations } from '../api/conversations.js';
import type { Operation } from '../api/error-codes.js';
import { toDomainError } from '../api/slack-errors.js';
import { renderExportFile } from '../features/files/render-export-file.js';
import { homeView } from '../features/home/home.js';
import {
  editMessage,
  findPosted,
  type MessengerContext,
  type MessengerDeps,
  postMessage,
  removeMessage,
} from './message-calls.js';

/** Implements the messenger port. Reads tokens from the installation at each call, never from a job. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const context = { ...deps, conversationOf: createConversations() };
  return {
    post: translated(context, 'post', recipientOf, postMessage),
    find: translated(context, 'find', recipientOf, findPosted),
    edit: translated(context, 'edit', () => 'edits', editMessage),
    remove: translated(context, 'remove', () => 'edits', removeMessage),
    publishHome: translated(context, 'home', () => 'homes', publishHome),
    sendFile: translated(context, 'file', () => 'files', sendFile),
  };
}

async function publishHome(
  { clientOf, words }: MessengerContext,
  tenantId: string,
  slackUserId: string,
  home: HomeContent,
  before?: BeforeSending,
) {
  const client = await clientOf(tenantId);
  const view = homeView(home, words(home.member.locale), new Date());
  before?.();
  await client.views.publish({ user_id: slackUserId, view });
}

async function sendFile(
  context: MessengerContext,
  tenantId: string,
  slackUserId: string,
  content: ExportedFile,
  before?: BeforeSending,
) {
  const client = await context.clientOf(tenantId);
  const channel = await context.conversationOf(client, tenantId, slackUserId);
  const { text, ...file } = renderExportFile(
    content,
    context.words((await context.findMember?.(tenantId, slackUserId))?.locale),
  );
  before?.();
  await client.files.uploadV2({ channel_id: channel, initial_comment: text, ...file });
}

const recipientOf = ({ to }: Message): string => to;

/**
 * Wraps a call so that it throws the domain's errors. A 429 holds up the calls that Slack counts together: posts by
 * channel, all others by workspace and method.
 */
const translated =
  <What, More extends unknown[], Result>(
    context: MessengerContext,
    operation: Operation,
    limitOf: (what: What) => string,
    call: (context: MessengerContext, tenantId: string, what: What, ...more: More) => Promise<Result>,
  ) =>
  async (tenantId: string, what: What, ...more: More): Promise<Result> => {
    try {
      return await call(context, tenantId, what, ...more);
    } catch (error) {
      throw toDomainError(error, operation, `slack:${tenantId}:${limitOf(what)}`);
    }
  };
