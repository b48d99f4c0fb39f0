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
import { literalMrkdwn, oneLine, truncate } from '../words/truncate-and-escape.js';

/** A Slack message: notifications and screen readers use `text`, which is mrkdwn, instead of the blocks. */
export interface MessageView {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The replacement for an empty text, which Slack refuses. */
const NOTHING = '–';
const TEXT_LIMIT = 3000;

/**
 * Creates plain text of at most `max` characters, Slack's limit for its place. `emoji: false` keeps people's colons as
 * they are.
 */
export const plain = (text: string, max = TEXT_LIMIT): PlainTextElement => ({
  type: 'plain_text',
  text: truncate(text, max).trim() || NOTHING,
  emoji: false,
});

/**
 * Creates mrkdwn from the message catalogue. Never cuts it, which could break its formatting: the catalogue's texts are
 * short enough. `verbatim` keeps Slack from turning addresses and names in people's texts into links.
 */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** Creates a message of one plain sentence. */
export const plainMessage = (text: string): MessageView => ({
  text: literalMrkdwn(truncate(text, TEXT_LIMIT)),
  blocks: [{ type: 'section', text: plain(text) }],
});

/** Creates a title in large letters, of at most 150 characters. */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(oneLine(text), 150) });

/** Creates a section from the message catalogue. */
export const section = (text: string, more: Partial<SectionBlock> = {}): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...more,
});

/** Creates a context block (small print) from the message catalogue. */
export const context = (...texts: string[]): ContextBlock => ({ type: 'context', elements: texts.map(mrkdwn) });

/** A horizontal line. */
export const divider: KnownBlock = { type: 'divider' };

/** Quotes a person's text as rich text, which formats nothing; none for an empty text. */
export function quote(text: string, max = TEXT_LIMIT): RichTextBlock[] {
  const said = truncate(text, max).trim();
  if (!said) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: said }] }] }];
}

/** Creates preformatted text, which has Slack's own copy button. */
export const copyable = (text: string, max = TEXT_LIMIT): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: truncate(text, max).trim() || NOTHING }] },
  ],
});

/** Creates a row of at most 25 buttons and choices. `blockId` must be unique in the message. */
export const actions = (blockId: string, elements: ActionsBlockElement[]): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

/** Creates a button. `value` is an id alone: all else could be outdated when it is clicked. */
export const button = (actionId: string, text: string, value: string, more: Partial<Button> = {}): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(text, 75),
  value,
  ...more,
});

/** Creates a message of one sentence from the message catalogue, with the same text for notifications. */
export const mrkdwnMessage = (text: string): MessageView => ({ text, blocks: [section(text)] });
