import type { ReceiverProcessEventErrorHandlerArgs } from '@slack/bolt';
import { Refusal } from '../domain/errors.js';
import type { Log } from '../domain/ports.js';
import { notice } from './notice.js';
import { faultFields, rootOf } from './slack-trouble.js';
import { refusalText } from './words/refusal.js';
import type { Words } from './words/words.js';

interface Outside {
  readonly log: Log;
  readonly words: (locale?: string) => Words;
}

/**
 * Answers what could not be let in. A workspace that is not (or no longer) installed gets a plain answer; when the
 * reason is ours, such as a database that does not answer, Slack gets a 500: it keeps the modal open, and sends an
 * event again.
 */
export const answerOutside =
  ({ log, words }: Outside) =>
  async ({ error, request, response }: ReceiverProcessEventErrorHandlerArgs): Promise<boolean> => {
    const root = rootOf(error);
    const unknown = root instanceof Refusal && root.code === 'tenant.notInstalled';
    const { body } = request as { body?: Payload };
    if (unknown) log.warn({ team: body?.team_id ?? body?.team?.id }, 'a payload of a workspace that is not installed');
    else log.error(faultFields(error), 'a Slack payload could not be let in');
    if (response.headersSent) return false;
    const answer = unknown ? notInstalled(body, words()) : undefined;
    response.writeHead(unknown ? 200 : 500, answer ? { 'content-type': 'application/json' } : {});
    response.end(answer && JSON.stringify(answer));
    return true;
  };

interface Payload {
  readonly type?: string;
  readonly command?: string;
  readonly team_id?: string;
  readonly team?: { readonly id?: string };
}

/** Words where Slack shows them to the one who asked: under a command, or in the modal. */
function notInstalled(body: Payload | undefined, say: Words): object | undefined {
  const text = refusalText(new Refusal('tenant.notInstalled'), say);
  if (body?.command) return { response_type: 'ephemeral', text };
  return body?.type === 'view_submission' ? { response_action: 'update', view: notice(say, text) } : undefined;
}
