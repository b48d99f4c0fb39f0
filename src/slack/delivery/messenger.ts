import type { Message } from '../../domain/model/message/message.js';
import type { FileContent } from '../../domain/model/views/file.js';
import type { HomeContent } from '../../domain/model/views/home.js';
import type { BeforeSending, Messenger } from '../../domain/ports.js';
import { createConversations } from '../api/conversations.js';
import type { Effect } from '../api/error-codes.js';
import { troubleOf } from '../api/slack-errors.js';
import { fileOf } from '../features/files/file-of.js';
import { homeView } from '../features/home/home.js';
import type { MessengerContext, MessengerDeps } from './messenger-deps.js';
import { editMessage, findPosted, postMessage, removeMessage } from './post-message.js';

/** Slack as the verbs need it. Tokens come from the installation at each call, never from a job. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const desk = { ...deps, conversationOf: createConversations() };
  return {
    post: translated(desk, 'post', readerOf, postMessage),
    find: translated(desk, 'find', readerOf, findPosted),
    edit: translated(desk, 'edit', readerOf, editMessage),
    remove: translated(desk, 'edit', readerOf, removeMessage),
    publishHome: translated(desk, 'home', themselves, publishHome),
    sendFile: translated(desk, 'file', themselves, sendFile),
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
  desk: MessengerContext,
  tenantId: string,
  slackUserId: string,
  content: FileContent,
  before?: BeforeSending,
) {
  const client = await desk.clientOf(tenantId);
  const channel = await desk.conversationOf(client, tenantId, slackUserId);
  const { text, ...file } = fileOf(content, desk.words(await desk.localeOf?.(tenantId, slackUserId)));
  before?.();
  await client.files.uploadV2({ channel_id: channel, initial_comment: text, ...file });
}

const readerOf = ({ to }: Message): string => to;
const themselves = (slackUserId: string): string => slackUserId;

/** Slack's errors in the words of the domain. A rate limit holds up what goes to the same reader. */
const translated =
  <What, More extends unknown[], Result>(
    desk: MessengerContext,
    effect: Effect,
    reader: (what: What) => string,
    call: (desk: MessengerContext, tenantId: string, what: What, ...more: More) => Promise<Result>,
  ) =>
  async (tenantId: string, what: What, ...more: More): Promise<Result> => {
    try {
      return await call(desk, tenantId, what, ...more);
    } catch (error) {
      throw troubleOf(error, effect, `slack:${tenantId}:${reader(what)}`);
    }
  };
