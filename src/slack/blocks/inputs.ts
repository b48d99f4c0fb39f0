import type {
  Checkboxes,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { oneLine } from '../words/truncate-and-escape.js';
import { plain } from './blocks.js';

/** The action id of every input: the block's id names the field. */
export const VALUE = 'value';

/** The label of a field, and a hint below it. */
export interface Label {
  readonly label: string;
  readonly hint?: string;
}

type InputElement = InputBlock['element'];

/** Creates a field of a modal. */
export const input = (
  blockId: string,
  { label, hint }: Label,
  element: InputElement,
  optional = false,
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain(label, 2000),
  element,
  optional,
  ...(hint && { hint: plain(hint, 2000) }),
});

/** Slack's limit for the text of an option, in characters. */
export const OPTION_TEXT = 75;

/** Creates an option on one line. Cuts its texts to Slack's limits; `value` must fit. */
export const option = (value: string, text: string, description?: string): PlainTextOption => ({
  value,
  text: plain(oneLine(text), OPTION_TEXT),
  ...(description && { description: plain(oneLine(description), 75) }),
});

/** Creates an optional text field of several lines, at most `max` characters. */
export const note = (blockId: string, label: Label, max: number): InputBlock =>
  input(blockId, label, { type: 'plain_text_input', action_id: VALUE, multiline: true, max_length: max }, true);

/** Creates a text field of one line. */
export const line = (blockId: string, label: Label, more: Partial<PlainTextInput> = {}): InputBlock =>
  input(blockId, label, { type: 'plain_text_input', action_id: VALUE, ...more });

/** Creates a select, preset to its first option. */
export const choice = (blockId: string, label: Label, options: PlainTextOption[], initial = options[0]): InputBlock => {
  const element: StaticSelect = { type: 'static_select', action_id: VALUE, options: options.slice(0, 100) };
  return input(blockId, label, { ...element, ...(initial && { initial_option: initial }) });
};

/** Creates a select outside of a form, which shows its choice. */
export const select = (
  actionId: string,
  placeholder: string,
  options: PlainTextOption[],
  chosen: PlainTextOption | undefined,
): StaticSelect => ({
  type: 'static_select',
  action_id: actionId,
  placeholder: plain(placeholder, 150),
  options,
  ...(chosen && { initial_option: chosen }),
});

/** Creates a checkbox for each of the things, ticked where `isTicked` holds. */
export function checkboxes<Thing>(
  things: readonly Thing[],
  show: (thing: Thing) => PlainTextOption,
  isTicked: (thing: Thing) => boolean,
): Checkboxes {
  const ticked = things.filter(isTicked).map(show);
  return {
    type: 'checkboxes',
    action_id: VALUE,
    options: things.map(show),
    ...(ticked.length && { initial_options: ticked }),
  };
}

/** The parts of a modal. With `submit` it is a form. */
export interface Modal {
  readonly callbackId: string;
  readonly title: string;
  readonly blocks: KnownBlock[];
  readonly submit?: string;
  readonly close: string;
  readonly metadata?: string;
}

/** Creates a modal. Cuts its texts to Slack's limits. */
export const modal = ({ callbackId, title, blocks, submit, close, metadata }: Modal): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  title: plain(title, 24),
  close: plain(close, 24),
  blocks: blocks.slice(0, 100),
  ...(submit && { submit: plain(submit, 24) }),
  ...(metadata && { private_metadata: metadata }),
});
