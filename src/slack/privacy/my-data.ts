import { type ExportKind, requestExport } from '../../domain/member/request-export.js';
import { requestForgetting } from '../../domain/member/request-forgetting.js';
import type { Click, OnClick } from '../asked.js';
import { notice } from '../notice.js';

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

/** The Home tab has no place for an answer of its own. */
const shown = ({ client, body, say }: Click, text: 'files.planned' | 'privacy.planned') =>
  client.views.open({ trigger_id: body.trigger_id, view: notice(say, say.plain(text)) });
