import type { KnownBlock } from '@slack/types';
import { actions, button, context, header, plain } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

/** My data: to take along, and to delete. */
export const privacy = ({ plain: say, mrkdwn }: Words): KnownBlock[] => [
  header(say('privacy.title')),
  context(mrkdwn('privacy.kept')),
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
  ]),
];
