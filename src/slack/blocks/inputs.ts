import type {
  Checkboxes,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { oneLine } from '../words/text.js';
import { plain } from './blocks.js';

/** The action inside an input block has the same name in every modal: the block's name says what it is. */
export const VALUE = 'value';

/** What a field is called, and a hint beneath it. */
export interface Label {
  readonly label: string;
  readonly hint?: string;
}

type InputElement = InputBlock['element'];

/** A field of a modal. */
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

/** How long the text of a choice may be: Slack's limit. */
export const OPTION_TEXT = 75;

/** One line of a choice, cut to what Slack takes; the value must fit as it is. */
export const option = (value: string, text: string, description?: string): PlainTextOption => ({
  value,
  text: plain(oneLine(text), OPTION_TEXT),
  ...(description && { description: plain(oneLine(description), 75) }),
});

/** A note of at most `max` characters, which may stay empty. */
export const note = (blockId: string, label: Label, max: number): InputBlock =>
  input(blockId, label, { type: 'plain_text_input', action_id: VALUE, multiline: true, max_length: max }, true);

/** A single line of text. */
export const line = (blockId: string, label: Label, more: Partial<PlainTextInput> = {}): InputBlock =>
  input(blockId, label, { type: 'plain_text_input', action_id: VALUE, ...more });

/** Preset to the first option, so that one click less is needed. */
export const choice = (blockId: string, label: Label, options: PlainTextOption[], initial = options[0]): InputBlock => {
  const element: StaticSelect = { type: 'static_select', action_id: VALUE, options: options.slice(0, 100) };
  return input(blockId, label, { ...element, ...(initial && { initial_option: initial }) });
};

/** A box for each of the things, ticked where `isTicked` says so. */
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

/** What a modal is made from. With `submit` it is a form. */
export interface Modal {
  readonly callbackId: string;
  readonly title: string;
  readonly blocks: KnownBlock[];
  readonly submit?: string;
  readonly close: string;
  readonly metadata?: string;
}

/** A modal, its texts cut to what Slack takes. */
export const modal = ({ callbackId, title, blocks, submit, close, metadata }: Modal): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  title: plain(title, 24),
  close: plain(close, 24),
  blocks: blocks.slice(0, 100),
  ...(submit && { submit: plain(submit, 24) }),
  ...(metadata && { private_metadata: metadata }),
});
