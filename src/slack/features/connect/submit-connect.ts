import type { ModalView } from '@slack/types';
import { Refusal } from '../../../domain/model/errors.js';
import { type ConnectionWish, connectMarketplace } from '../../../domain/workspace/connect-marketplace.js';
import { readConnection, type ShownConnection } from '../../../domain/workspace/read-connection.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { faultFields } from '../../api/slack-errors.js';
import { context } from '../../blocks/blocks.js';
import { pickedIn, textIn } from '../../reply/form-values.js';
import { notice } from '../../reply/notice.js';
import type { OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal.js';
import { connected, FIELD } from './connect-modal.js';

/**
 * Tries the marketplace. An answer within Slack's time shows at once, errors beside their fields; a slower one is
 * shown when it comes.
 */
export const submitConnect: OnSubmission = async (submission) => {
  const { say, ack, holding } = submission;
  holding.text = say.plain('connect.waiting');
  const view = await connect(submission).catch((error: unknown) => {
    if (!holding.isSent) throw error;
    return failed(error, submission);
  });
  await ack({ response_action: 'update', view });
};

async function connect({ ports, by, say, view, publicUrl }: Submission): Promise<ModalView> {
  const wish = wishIn(view, await readConnection(ports, by));
  if (!wish.token) throw new Refusal('connection.rejected');
  const { connection, webhookSecret } = await connectMarketplace(ports, by, wish);
  return connected(connection.name, webhookUrl(publicUrl, connection.id), webhookSecret, say);
}

/** A field that the payload lacks stays as it is; the token, which no form shows, does not. */
function wishIn(view: Submission['view'], now: ShownConnection | null): ConnectionWish {
  const path = pickedIn(view, FIELD.path)?.value ?? now?.path;
  return {
    name: textIn(view, FIELD.name) ?? now?.name ?? '',
    baseUrl: (textIn(view, FIELD.url) ?? now?.baseUrl ?? '').replace(/\/+$/, ''),
    token: textIn(view, FIELD.token) ?? '',
    path: path === 'handoff' ? 'handoff' : 'native',
  };
}

function failed(error: unknown, { say, ports, by }: Submission): ModalView {
  const again = context(say.mrkdwn('connect.failedAgain'));
  if (error instanceof Refusal) return notice(say, refusalText(error, say), [again]);
  ports.log.error({ tenantId: by.tenantId, ...faultFields(error) }, 'marketplace.connect-failed');
  return notice(say, say.plain('fault.text'), [again]);
}
