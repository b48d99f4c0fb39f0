import type { ExportedFile } from '../../../domain/model/views/exported-file.js';
import type { Words } from '../../words/words.js';
import { renderOwnReferralsCsv } from './render-own-referrals-csv.js';

/** A file for Slack, and the message that comes with it. */
export interface SlackFile {
  readonly filename: string;
  readonly text: string;
  readonly file: Buffer;
}

/** Renders a member's export: referrals as a table for a spreadsheet, or all data as JSON. */
export function renderExportFile(content: ExportedFile, words: Words): SlackFile {
  const { plain, locale } = words;
  if (content.kind === 'referrals') {
    const file = Buffer.from(renderOwnReferralsCsv(content, words));
    const { most } = content;
    const cut = most === undefined ? [] : [plain('files.cut', { most: new Intl.NumberFormat(locale).format(most) })];
    const text = [plain('files.referrals'), ...cut].join(' ');
    return { filename: `${plain('files.name.referrals')}.csv`, text, file };
  }
  const file = Buffer.from(`${JSON.stringify(content.data, null, 2)}\n`);
  return {
    filename: `${plain('files.name.myData')}.json`,
    text: plain(content.isCut ? 'files.myDataCut' : 'files.myData'),
    file,
  };
}
