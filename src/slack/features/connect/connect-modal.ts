import type { ModalView } from '@slack/types';
import type { ShownConnection } from '../../../domain/workspace/read-connection.js';
import { context, copyable, plain, section } from '../../blocks/blocks.js';
import { choice, line, modal, option } from '../../blocks/inputs.js';
import { MODAL, SHOWN } from '../../reply/ids.js';
import { start } from '../../words/text.js';
import type { Words } from '../../words/words.js';

/** The fields, by the names of their blocks. */
export const FIELD = { name: 'name', url: 'url', token: 'token', path: 'path' } as const;

/** Asks for the address and the token. What is known already is filled in; the token never is. */
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
          ...(now && { initial_value: start(now.name, 60) }),
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

/** What the other side needs so that invites arrive. Only whoever connected it sees this, and only now. */
export const connected = (name: string, url: string, secret: string, { plain: say, mrkdwn }: Words): ModalView =>
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
