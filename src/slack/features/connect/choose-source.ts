import type { ModalView, RadioButtons } from '@slack/types';
import type { Sources } from '../../../domain/ports.js';
import { context, section } from '../../blocks/blocks.js';
import { input, modal, option, VALUE } from '../../blocks/inputs.js';
import { MODAL } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { localText } from './local-text.js';

/** The block id of the choice. */
export const SOURCE = 'source';

/** The sources that are offered, and those that are not. */
type Offered = Pick<Sources, 'forms' | 'unreachable'>;

/** Renders the choice of a source for a new connection, each with what it brings and what it cannot do. */
export function chooseSourceModal({ forms, unreachable }: Offered, words: Words): ModalView {
  const { plain: say, mrkdwn, locale } = words;
  const listed = (names: Offered['unreachable']) =>
    new Intl.ListFormat(locale).format(names.map((name) => localText(name, words)));
  const choices: RadioButtons = {
    type: 'radio_buttons',
    action_id: VALUE,
    options: forms.map(({ source, name, inShort }) =>
      option(source, localText(name, words), localText(inShort, words)),
    ),
  };
  return modal({
    callbackId: MODAL.chooseSource,
    title: say('connections.choose.title'),
    submit: say('connections.choose.submit'),
    close: say('connect.cancel'),
    blocks: [
      section(mrkdwn('connections.choose.about')),
      input(SOURCE, { label: say('connections.choose.label') }, choices),
      ...(unreachable.length > 0
        ? [context(mrkdwn('connections.choose.unreachable', { names: listed(unreachable) }))]
        : []),
      section(mrkdwn('connections.choose.never')),
    ],
  });
}
