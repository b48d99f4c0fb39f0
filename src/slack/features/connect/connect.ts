import type { ModalView } from '@slack/types';
import { Refusal } from '../../../domain/model/errors.js';
import { type ConnectionWish, connectMarketplace } from '../../../domain/workspace/connect-marketplace.js';
import { readConnection, type ShownConnection } from '../../../domain/workspace/read-connection.js';
import { webhookUrl } from '../../../lib/webhook-url.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { context, copyable, plain, section } from '../../blocks/blocks.js';
import { choice, line, modal, option } from '../../blocks/inputs.js';
import { pickedIn, textIn } from '../../reply/form-values.js';
import { MODAL, SHOWN } from '../../reply/ids.js';
import { notice } from '../../reply/notice.js';
import type { ModalOpening, OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal-text.js';
import { prefixOf } from '../../words/text.js';
import type { Words } from '../../words/words.js';

/** Block ids of the fields. */
export const FIELD = { name: 'name', url: 'url', token: 'token', path: 'path' } as const;

/** Renders the form for the marketplace's address and token, preset to the present connection without its token. */
export function connectModal(now: ShownConnection | null, { plain: say }: Words): ModalView {
  const paths = [option('native', say('connect.native')), option('handoff', say('connect.handoff'))];
  const path = paths.find(({ value }) => value === now?.path);
  return modal({
    callbackId: MODAL.connect,
    title: say('connect.title'),
    submit: say('connect.submit'),
    close: say('connect.cancel'),
    blocks: [
      { type: 'section', text: plain(say('connect.about')) },
      line(
        FIELD.name,
        { label: say('connect.name') },
        {
          max_length: 60,
          placeholder: plain(say('connect.namePlaceholder'), 150),
          ...(now && { initial_value: prefixOf(now.name, 60) }),
        },
      ),
      line(
        FIELD.url,
        { label: say('connect.url') },
        {
          max_length: 500,
          placeholder: plain(say('connect.urlPlaceholder'), 150),
          ...(now && { initial_value: now.baseUrl.slice(0, 500) }),
        },
      ),
      line(FIELD.token, { label: say('connect.token'), hint: say('connect.tokenHint') }, { max_length: 2000 }),
      choice(FIELD.path, { label: say('connect.path') }, paths, path ?? paths[0]),
    ],
  });
}

/** Shows the webhook's address and secret, once, to the admin who connected the marketplace. */
export const connectedModal = (name: string, url: string, secret: string, { plain: say, mrkdwn }: Words): ModalView =>
  modal({
    callbackId: SHOWN.notice,
    title: say('connect.title'),
    close: say('notice.close'),
    blocks: [
      section(mrkdwn('connect.done', { name })),
      context(mrkdwn('connect.webhookUrl')),
      copyable(url),
      context(mrkdwn('connect.webhookSecret')),
      copyable(secret),
      context(mrkdwn('connect.keep')),
    ],
  });

/** Opens the form. @throws Refusal for anybody but an admin. */
export async function openConnect({ ports, by, say, client, ack }: ModalOpening, triggerId: string): Promise<void> {
  const now = await readConnection(ports, by);
  await ack();
  await client.views.open({ trigger_id: triggerId, view: connectModal(now, say) });
}

/** Opens the form from the Home tab. */
export const clickConnect: OnClick = (click) => openConnect(click, click.body.trigger_id);

/** Connects the marketplace. An answer in time shows errors beside their fields; a later one updates the modal. */
export const submitConnect: OnSubmission = async (submission) => {
  const { say, ack, interim } = submission;
  interim.text = say.plain('connect.waiting');
  const view = await connect(submission).catch((error: unknown) => {
    if (!interim.isSent) throw error;
    return failedModal(error, submission);
  });
  await ack({ response_action: 'update', view });
};

async function connect({ ports, by, say, view, publicUrl }: Submission): Promise<ModalView> {
  const wish = connectionIn(view, await readConnection(ports, by));
  if (!wish.token) throw new Refusal('connection.rejected');
  const { connection, webhookSecret } = await connectMarketplace(ports, by, wish);
  return connectedModal(connection.name, webhookUrl(publicUrl, connection.id), webhookSecret, say);
}

/**
 * Reads the form. A field that the payload lacks keeps its present value, except for the token, which the form never
 * shows.
 */
function connectionIn(view: Submission['view'], now: ShownConnection | null): ConnectionWish {
  const path = pickedIn(view, FIELD.path)?.value ?? now?.path;
  return {
    name: textIn(view, FIELD.name) ?? now?.name ?? '',
    baseUrl: (textIn(view, FIELD.url) ?? now?.baseUrl ?? '').replace(/\/+$/, ''),
    token: textIn(view, FIELD.token) ?? '',
    path: path === 'handoff' ? 'handoff' : 'native',
  };
}

function failedModal(error: unknown, { say, ports, by }: Submission): ModalView {
  const again = context(say.mrkdwn('connect.failedAgain'));
  if (error instanceof Refusal) return notice(say, refusalText(error, say), [again]);
  ports.log.error({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'marketplace.connect-failed');
  return notice(say, say.plain('fault.text'), [again]);
}
