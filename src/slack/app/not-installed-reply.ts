import type { ServerResponse } from 'node:http';
import type { ReceiverProcessEventErrorHandlerArgs } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { Refusal } from '../../domain/model/errors.js';
import type { Log } from '../../domain/ports.js';
import { rootCauseOf, slackErrorFields } from '../api/slack-errors.js';
import { emptyOptions, ephemeral } from '../reply/ephemeral-replies.js';
import { notice } from '../reply/notice.js';
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
    const root = rootCauseOf(error);
    const unknown = root instanceof Refusal && root.code === 'tenant.notInstalled';
    const { body = {} } = request as { body?: Payload };
    report(root, unknown, body, deps.log);
    if (response.headersSent) return false;
    if (unknown) await answerUnknown(response, body, refusalText(root, deps.words()), deps);
    else response.writeHead(500).end();
    return true;
  };

function report(root: unknown, unknown: boolean, { team, team_id }: Payload, log: Log): void {
  if (unknown) log.warn({ team: team_id ?? team?.id }, 'slack.not-installed');
  else log.error(slackErrorFields(root), 'slack.not-let-in');
}

async function answerUnknown(
  response: ServerResponse,
  body: Payload,
  text: string,
  deps: NotInstalledDeps,
): Promise<void> {
  const answer = answerTo(body, text, deps.words());
  response.writeHead(200, answer && { 'content-type': 'application/json' });
  response.end(answer && JSON.stringify(answer));
  if (body.type === 'block_actions') await answerLater(body, text, deps);
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
  return body.type === 'view_submission' ? { response_action: 'update', view: notice(say, text) } : undefined;
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
    await (fetch ?? globalThis.fetch)(url, { ...request, signal: AbortSignal.timeout(TIME_LIMIT) });
  } catch (error) {
    log.warn(slackErrorFields(error), 'slack.not-told');
  }
}

/** The time limit of a reply, in milliseconds. */
const TIME_LIMIT = 2500;
