import type { WebClient } from '@slack/web-api';
import { type ExportKind, requestExport } from '../../../domain/history/request-export.js';
import type { Content } from '../../../domain/model/views/message-content.js';
import { requestForgetting } from '../../../domain/people/request-forgetting.js';
import { PURGE_AFTER } from '../../../domain/workspace/uninstall-tenant.js';
import { isRepeatedTrigger, slackErrorFields } from '../../api/slack-errors.js';
import { context, header, type MessageView, plainMessage, section } from '../../blocks/blocks.js';
import { notice } from '../../reply/notice.js';
import type { Click, OnClick } from '../../reply/request-context.js';
import type { Words } from '../../words/words.js';

const DAY = 24 * 60 * 60 * 1000;

/** Explains which data are stored about a member, for how long, and how to export or delete them. */
export const privacyView = ({ plain, mrkdwn }: Words): MessageView => ({
  text: plain('privacy.text'),
  blocks: [
    header(plain('privacy.title')),
    section(mrkdwn('privacy.kept')),
    section(mrkdwn('privacy.purge', { days: PURGE_AFTER / DAY })),
    context(mrkdwn('privacy.commands')),
  ],
});

/** Requests *Export my data*: the file comes by direct message. */
export const exportMyData: OnClick = (click) => plan(click, 'export-data');

/** Requests *Export my referrals*: a table for a spreadsheet. */
export const exportMyReferrals: OnClick = (click) => plan(click, 'export-referrals');

/** Requests *Delete my data* after the confirmation; the Home tab shows when it is done. */
export const deleteMyData: OnClick = async (click) => {
  await requestForgetting(click.ports, click.by);
  await click.ack();
  await confirmRequest(click, 'privacy.planned');
};

async function plan(click: Click, kind: ExportKind): Promise<void> {
  await click.ack();
  await requestExport(click.ports, click.by, kind);
  await confirmRequest(click, `files.planned.${kind}`);
}

/**
 * Confirms the request in a modal above the Home tab, or by direct message when the trigger has expired. The request
 * stands either way.
 */
async function confirmRequest(
  { client, body, say, by, ports }: Click,
  text: `files.planned.${ExportKind}` | 'privacy.planned',
): Promise<void> {
  const said = say.plain(text);
  try {
    await client.views.open({ trigger_id: body.trigger_id, view: notice(say, said) });
  } catch (error) {
    if (isRepeatedTrigger(error)) throw error;
    ports.log.warn({ tenantId: by.tenantId, ...slackErrorFields(error) }, 'slack.notice-refused');
    await sent(client, by.slackUserId, said).catch((failed: unknown) =>
      ports.log.warn({ tenantId: by.tenantId, ...slackErrorFields(failed) }, 'slack.not-told'),
    );
  }
}

async function sent(client: WebClient, slackUserId: string, said: string): Promise<void> {
  const { channel } = await client.conversations.open({ users: slackUserId });
  await client.chat.postMessage({ channel: channel?.id ?? '', ...plainMessage(said) });
}

type RequestTrouble = Extract<Content, { kind: 'request-trouble' }>;

/** Tells a member why their export or deletion is late or failed, and what to do. */
export function requestTrouble({ request, stage }: RequestTrouble, { mrkdwn }: Words): MessageView {
  const text = mrkdwn(`requestTrouble.${stage}.${request}`);
  return { text, blocks: [section(text)] };
}
