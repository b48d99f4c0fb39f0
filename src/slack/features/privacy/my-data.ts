import type { WebClient } from '@slack/web-api';
import { type ExportKind, requestExport } from '../../../domain/history/request-export.js';
import { requestForgetting } from '../../../domain/people/request-forgetting.js';
import { faultFields, isRepeated } from '../../api/slack-errors.js';
import { saying } from '../../blocks/blocks.js';
import { notice } from '../../reply/notice.js';
import type { Click, OnClick } from '../../reply/request-context.js';

/** *Export my data*: the file comes by direct message. */
export const exportMyData: OnClick = (click) => plan(click, 'export-data');

/** *Export my referrals*: a table for a spreadsheet. */
export const exportMyReferrals: OnClick = (click) => plan(click, 'export-referrals');

/** *Delete my data*, once it was confirmed: the Home shows when it is done. */
export const deleteMyData: OnClick = async (click) => {
  await requestForgetting(click.ports, click.by);
  await click.ack();
  await shown(click, 'privacy.planned');
};

async function plan(click: Click, kind: ExportKind): Promise<void> {
  await click.ack();
  await requestExport(click.ports, click.by, kind);
  await shown(click, 'files.planned');
}

/**
 * The Home tab has no place for an answer of its own: it is shown above it, or sent where Slack opens nothing any more.
 * What was asked for is planned either way.
 */
async function shown(
  { client, body, say, by, ports }: Click,
  text: 'files.planned' | 'privacy.planned',
): Promise<void> {
  const said = say.plain(text);
  try {
    await client.views.open({ trigger_id: body.trigger_id, view: notice(say, said) });
  } catch (error) {
    if (isRepeated(error)) throw error;
    ports.log.warn({ tenantId: by.tenantId, ...faultFields(error) }, 'slack.notice-refused');
    await sent(client, by.slackUserId, said).catch((failed: unknown) =>
      ports.log.warn({ tenantId: by.tenantId, ...faultFields(failed) }, 'slack.not-told'),
    );
  }
}

async function sent(client: WebClient, slackUserId: string, said: string): Promise<void> {
  const { channel } = await client.conversations.open({ users: slackUserId });
  await client.chat.postMessage({ channel: channel?.id ?? '', ...saying(said) });
}
