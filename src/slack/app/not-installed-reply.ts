import type { ReceiverProcessEventErrorHandlerArgs, SocketModeReceiverProcessEventErrorHandlerArgs } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { Refusal } from '../../domain/model/errors.js';
import type { Log } from '../../domain/ports.js';
import { rootCauseOf, slackErrorFields } from '../api/slack-errors.js';
import { emptyOptions, ephemeral } from '../reply/ephemeral-replies.js';
import { noticeModal } from '../reply/notice-modal.js';
import { refusalText } from '../words/refusal-text.js';
import type { Words } from '../words/words.js';

interface NotInstalledDeps {
  readonly log: Log;
  readonly words: (locale?: string) => Words;
  readonly fetch?: FetchFunction | undefined;
}

/**
 * Answers a request that Bolt could not authorize. A workspace that is not installed gets a sentence; any other error,
 * such as a database that does not answer, gets a 500, on which Slack keeps a modal open and repeats an event.
 */
export const replyNotInstalled =
  (deps: NotInstalledDeps) =>
  async ({ error, request, response }: ReceiverProcessEventErrorHandlerArgs): Promise<boolean> => {
    const { body = {} } = request as { body?: Payload };
    const text = reported(error, body, deps);
    if (response.headersSent) return false;
    if (text === undefined) response.writeHead(500).end();
    else
      await answer(body, text, deps, async (shown) => {
        response.writeHead(200, shown && { 'content-type': 'application/json' });
        response.end(shown && JSON.stringify(shown));
      });
    return true;
  };

/**
 * Does the same over a socket, where a payload that is not acknowledged counts as failed.
 * @returns false: it acknowledges by itself
 */
export const ackNotInstalled =
  (deps: NotInstalledDeps) =>
  async ({ error, event }: SocketModeReceiverProcessEventErrorHandlerArgs): Promise<boolean> => {
    const body = event.body as Payload;
    const text = reported(error, body, deps);
    if (text !== undefined) await answer(body, text, deps, (shown) => event.ack(shown));
    return false;
  };

/** Logs the error. @returns the sentence for a workspace that is not installed; undefined for any other error */
function reported(error: Error, body: Payload, { log, words }: NotInstalledDeps): string | undefined {
  const root = rootCauseOf(error);
  const unknown = root instanceof Refusal && root.code === 'tenant.notInstalled';
  report(root, unknown, body, log);
  return unknown ? refusalText(root, words()) : undefined;
}

/** Sends the sentence where Slack shows it; a click gets it at its `response_url`. */
async function answer(
  body: Payload,
  text: string,
  deps: NotInstalledDeps,
  send: (shown?: object) => Promise<void>,
): Promise<void> {
  await send(answerTo(body, text, deps.words()));
  if (body.type === 'block_actions') await answerLater(body, text, deps);
}

function report(root: unknown, unknown: boolean, { team, team_id }: Payload, log: Log): void {
  if (unknown) log.warn({ team: team_id ?? team?.id }, 'slack.not-installed');
  else log.error(slackErrorFields(root), 'slack.not-let-in');
}

interface Payload {
  readonly type?: string;
  readonly command?: string;
  readonly team_id?: string;
  readonly team?: { readonly id?: string };
  readonly response_url?: string;
}

/** The reply in the form that Slack shows: under a command, in the modal, or in the list. */
function answerTo(body: Payload, text: string, say: Words): object | undefined {
  if (body.command) return ephemeral(text);
  if (body.type === 'block_suggestion') return emptyOptions(text);
  return body.type === 'view_submission' ? { response_action: 'update', view: noticeModal(say, text) } : undefined;
}

/** Replies to a click at its `response_url`, which needs no token: Slack shows nothing of the HTTP answer. */
async function answerLater(
  { response_url: url }: Payload,
  text: string,
  { fetch, log }: NotInstalledDeps,
): Promise<void> {
  if (!url) return;
  const body = JSON.stringify(ephemeral(text));
  const request = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  try {
    await (fetch ?? globalThis.fetch)(url, { ...request, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  } catch (error) {
    log.warn(slackErrorFields(error), 'slack.not-told');
  }
}

/** The time limit of a reply, in milliseconds. */
const TIME_LIMIT_MS = 2500;
