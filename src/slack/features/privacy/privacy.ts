import type { ActionsBlock, KnownBlock } from '@slack/types';
import { type ExportKind, requestMyExport } from '../../../domain/history/request-my-export.js';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { requestErasure } from '../../../domain/people/request-erasure.js';
import { PURGE_AFTER_MS } from '../../../domain/workspace/uninstall-tenant.js';
import { isRepeatedTrigger, slackErrorFields } from '../../api/slack-errors.js';
import { actions, button, header, type MessageView, plain, section } from '../../blocks/blocks.js';
import { modal } from '../../blocks/inputs.js';
import { isOutOfReach } from '../../parts/is-out-of-reach.js';
import { ACTION, SHOWN } from '../../reply/action-ids.js';
import type { Click, OnClick } from '../../reply/request-context.js';
import { showNotice } from '../../reply/show-notice.js';
import type { Words } from '../../words/words.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Explains which data are stored about a member and for how long, with the buttons to export or delete them. */
export const privacyView = (words: Words): MessageView => ({
  text: words.plain('privacy.text'),
  blocks: [header(words.plain('privacy.title')), ...explained(words)],
});

const explained = (words: Words): KnownBlock[] => [
  section(words.mrkdwn('privacy.kept')),
  section(words.mrkdwn('privacy.purge', { days: PURGE_AFTER_MS / DAY_MS })),
  choices(words),
];

/** Renders the buttons to export and to delete the member's data. */
const choices = ({ plain: say }: Words): ActionsBlock =>
  actions('privacy', [
    button(ACTION.exportReferrals, say('privacy.exportTable'), 'export-referrals'),
    button(ACTION.exportData, say('privacy.export'), 'export-data'),
    button(ACTION.deleteData, say('privacy.delete'), 'delete-data', {
      style: 'danger',
      confirm: {
        title: plain(say('privacy.confirm.title'), 100),
        text: plain(say('privacy.confirm.text'), 300),
        confirm: plain(say('privacy.confirm.yes'), 30),
        deny: plain(say('privacy.confirm.no'), 30),
        style: 'danger',
      },
    }),
  ]);

/** Renders the same as a modal. */
export const privacyModal = (words: Words) =>
  modal({
    callbackId: SHOWN.privacy,
    title: words.plain('privacy.title'),
    close: words.plain('notice.close'),
    blocks: explained(words),
  });

/** Opens the modal from the Home tab. */
export const openPrivacy: OnClick = async ({ say, client, body, ack }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: privacyModal(say) });
};

/** Requests *Export my data*: the file comes by direct message. */
export const exportMyData: OnClick = (click) => plan(click, 'export-data');

/** Requests *Export my referrals*: a table for a spreadsheet. */
export const exportMyReferrals: OnClick = (click) => plan(click, 'export-referrals');

/** Requests *Delete my data* after the confirmation; the Home tab shows when it is done. */
export const deleteMyData: OnClick = async (click) => {
  await requestErasure(click.ports, click.by);
  await click.ack();
  await confirmRequest(click, 'privacy.planned');
};

async function plan(click: Click, kind: ExportKind): Promise<void> {
  await click.ack();
  await requestMyExport(click.ports, click.by, kind);
  await confirmRequest(click, (await isOutOfReach(click)) ? 'outOfReach' : `files.planned.${kind}`);
}

/** Confirms the request, which stands whether Slack shows so or not. */
async function confirmRequest(
  { client, body, say, by, ports }: Click,
  text: `files.planned.${ExportKind}` | 'privacy.planned' | 'outOfReach',
): Promise<void> {
  const { tenantId, slackUserId } = by;
  const reader = { client, slackUserId, triggerId: body.trigger_id, inModal: body.view?.type === 'modal' };
  try {
    await showNotice(reader, say.plain(text), say, ports.log);
  } catch (error) {
    if (isRepeatedTrigger(error)) throw error;
    ports.log.warn({ tenantId, ...slackErrorFields(error) }, 'slack.not-told');
  }
}

type RequestTrouble = Extract<MessageContent, { kind: 'request-trouble' }>;

/** Tells a member why their export or deletion is late or failed, and what to do. */
export function requestTroubleMessage({ request, stage, why }: RequestTrouble, { mrkdwn }: Words): MessageView {
  const what = mrkdwn(`requestTrouble.${stage}.${request}`);
  const isRefused = stage === 'failed' && request !== 'forget-member';
  const text = isRefused ? `${what} ${mrkdwn(`requestTrouble.noFile.${why ?? 'other'}`)}` : what;
  return { text, blocks: [section(text)] };
}
