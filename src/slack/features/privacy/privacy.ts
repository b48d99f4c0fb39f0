import { PURGE_AFTER } from '../../../domain/workspace/uninstall-tenant.js';
import { context, header, type MessageView, section } from '../../blocks/blocks.js';
import type { Words } from '../../words/words.js';

const DAY = 24 * 60 * 60 * 1000;

/** What is kept about a member, for how long, and how they get or delete it. */
export const privacyView = ({ plain, mrkdwn }: Words): MessageView => ({
  text: plain('privacy.text'),
  blocks: [
    header(plain('privacy.title')),
    section(mrkdwn('privacy.kept')),
    section(mrkdwn('privacy.purge', { days: PURGE_AFTER / DAY })),
    context(mrkdwn('privacy.commands')),
  ],
});
