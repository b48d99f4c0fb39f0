import type { ModalView } from '@slack/types';
import { Refusal } from '../../domain/errors.js';
import { type ConnectionWish, connectMarketplace } from '../../domain/tenant/connect-marketplace.js';
import { within } from '../../domain/within.js';
import { webhookUrl } from '../../webhook-url.js';
import type { OnSubmission, Submission } from '../asked.js';
import { context } from '../blocks/blocks.js';
import { pickedIn, textIn } from '../fields.js';
import { notice } from '../notice.js';
import { faultFields } from '../slack-trouble.js';
import { refusalText } from '../words/refusal.js';
import { connected, FIELD } from './connect-modal.js';

/** Slack waits three seconds for an answer; some are kept for the way. In milliseconds. */
const PATIENCE = 2000;

/**
 * Tries the marketplace. An answer within Slack's time shows at once, errors beside their fields; a slower one is
 * shown when it comes.
 */
export const submitConnect: OnSubmission = async (submission) => {
  const { view, say, client, ack } = submission;
  const trying = connect(submission);
  const done = await within(trying, PATIENCE, () => undefined);
  if (done) return ack({ response_action: 'update', view: done });
  await ack({ response_action: 'update', view: notice(say, say.plain('connect.waiting')) });
  const later = await trying.catch((error: unknown) => failed(error, submission));
  await client.views.update({ view_id: view.id, view: later });
};

async function connect({ ports, by, say, view, publicUrl }: Submission): Promise<ModalView> {
  const wish: ConnectionWish = {
    name: textIn(view, FIELD.name) ?? '',
    baseUrl: textIn(view, FIELD.url)?.replace(/\/+$/, '') ?? '',
    token: textIn(view, FIELD.token) ?? '',
    path: pickedIn(view, FIELD.path)?.value === 'handoff' ? 'handoff' : 'native',
  };
  const { connection, webhookSecret } = await connectMarketplace(ports, by, wish);
  return connected(connection.name, webhookUrl(publicUrl, connection.id), webhookSecret, say);
}

function failed(error: unknown, { say, ports, by }: Submission): ModalView {
  const again = context(say.mrkdwn('connect.failedAgain'));
  if (error instanceof Refusal) return notice(say, refusalText(error, say), [again]);
  ports.log.error({ tenantId: by.tenantId, ...faultFields(error) }, 'marketplace.connect-failed');
  return notice(say, say.plain('fault.text'), [again]);
}
