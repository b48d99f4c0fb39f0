import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { literalMrkdwn, oneLine, truncate } from '../words/text.js';

/** A Slack message: `text`, which is mrkdwn, is what notifications show and screen readers read instead of the blocks. */
export interface MessageView {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack refuses empty text. */
const NOTHING = '–';
const TEXT_LIMIT = 3000;

/** `max` is Slack's limit for the place where it stands; user-given colons stay colons. */
export const plain = (text: string, max = TEXT_LIMIT): PlainTextElement => ({
  type: 'plain_text',
  text: truncate(text, max).trim() || NOTHING,
  emoji: false,
});

/**
 * `text` comes from the catalogue's `mrkdwn`, which keeps it short: it is never cut, for that could tear its marks.
 * Slack makes links and dates of our marks alone, not of addresses and names that people wrote.
 */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** A message that says a plain sentence. */
export const plainMessage = (text: string): MessageView => ({
  text: literalMrkdwn(truncate(text, TEXT_LIMIT)),
  blocks: [{ type: 'section', text: plain(text) }],
});

/** A title in large letters, at most 150 characters of it. */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(oneLine(text), 150) });

/** A paragraph from the catalogue. */
export const section = (text: string, more: Partial<SectionBlock> = {}): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...more,
});

/** Two columns of at most ten fields; nothing when there are none. */
export const fields = (texts: readonly string[]): KnownBlock[] =>
  texts.length ? [{ type: 'section', fields: texts.slice(0, 10).map(mrkdwn) }] : [];

/** Small print from the catalogue. */
export const context = (...texts: string[]): ContextBlock => ({ type: 'context', elements: texts.map(mrkdwn) });

/** A line across. */
export const divider: KnownBlock = { type: 'divider' };

/** A person's own words, quoted: rich text takes them as they are. Nothing when there are none. */
export function quote(text: string, max = TEXT_LIMIT): RichTextBlock[] {
  const said = truncate(text, max).trim();
  if (!said) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: said }] }] }];
}

/** Text to be copied: shown as it is, with a button of Slack's own to copy it. */
export const copyable = (text: string, max = TEXT_LIMIT): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: truncate(text, max).trim() || NOTHING }] },
  ],
});

/** A row of at most 25 buttons and choices. The name must be the only one of its kind in the message. */
export const actions = (blockId: string, elements: ActionsBlockElement[]): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

/** A button that carries an id, and nothing else that could grow old. */
export const button = (actionId: string, text: string, value: string, more: Partial<Button> = {}): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(text, 75),
  value,
  ...more,
});

/** A sentence from the catalogue as an answer: the same to be read and to be heard. */
export const mrkdwnMessage = (text: string): MessageView => ({ text, blocks: [section(text)] });
