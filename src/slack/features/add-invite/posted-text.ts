import { withoutMarkdownLinks } from '../../../lib/markdown-links.js';
import { type Parts, partsOf } from '../../reply/validate-payload.js';
import { unescapeText } from '../../words/unescape.js';

/** The most blocks and attachments that are read, and how deep they lie in each other. */
const MOST = 200;
const DEEPEST = 8;

/**
 * Returns the text of a Slack message as a person sees it: blocks, attachments and forwarded mails, line by line, with
 * links as `words <https://…>`. Skips fields of unknown kinds.
 */
export function postedText(message: unknown): string {
  const parts = partsOf(message) ?? {};
  const blocks = listOf(parts.blocks).flatMap((block) => blockLines(block, 0));
  const own = blocks.length ? blocks : mrkdwnLines(parts.text);
  return [...own, ...listOf(parts.attachments).flatMap(attachmentLines), ...listOf(parts.files).flatMap(mailLines)]
    .join('\n')
    .trim();
}

/** Returns the first items of a list; none of any other value. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, MOST) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const withLink = (words: string, url: unknown): string =>
  typeof url === 'string' && /^https?:/i.test(url) ? `${words} <${url}>`.trim() : words;

/** Mentions and dates without a text, and links: `<https://…|words>`, `<@U1>`, `<!date^…|12 December>`. */
const MARKUP = /<([^<>|]*)(?:\|([^<>]*))?>/g;

/** Reads Slack's markup of a text. */
function mrkdwnLines(value: unknown): string[] {
  const said = textOf(value).replace(MARKUP, (_, target: string, label = '') => {
    if (/^https?:/i.test(target)) return label && label !== target ? `${label} <${target}>` : `<${target}>`;
    if (/^mailto:/i.test(target)) return label || target.slice('mailto:'.length);
    return label;
  });
  return said ? unescapeText(said).split('\n') : [];
}

const plainOrMrkdwn = (value: unknown): string[] => {
  const { type, text } = partsOf(value) ?? {};
  return type === 'plain_text' ? textOf(text).split('\n') : mrkdwnLines(text);
};

/** Reads a block; blocks that hold others are read in their order. */
function blockLines(value: unknown, depth: number): string[] {
  const block = partsOf(value);
  if (!block || depth > DEEPEST) return [];
  switch (block.type) {
    case 'rich_text':
      return listOf(block.elements).flatMap((element) => richLines(element, depth + 1));
    case 'markdown':
      return markdownLines(textOf(block.text));
    case 'actions':
      return listOf(block.elements).flatMap(buttonLines);
    default:
      return [
        ...(block.title === undefined ? [] : plainOrMrkdwn(block.title)),
        ...(partsOf(block.text) ? plainOrMrkdwn(block.text) : []),
        ...(partsOf(block.body) ? plainOrMrkdwn(block.body) : []),
        ...listOf(block.fields).flatMap(fieldLines),
        ...listOf(block.elements).flatMap(plainOrMrkdwn),
        ...buttonLines(block.accessory),
        ...listOf(block.actions).flatMap(buttonLines),
        ...listOf(block.blocks).flatMap((inner) => blockLines(inner, depth + 1)),
      ];
  }
}

/** Returns the lines of a field. Its label on the line above and its value become one line, since they are one fact. */
const fieldLines = (field: unknown): string[] => joinLabel(plainOrMrkdwn(field));

function joinLabel(lines: string[]): string[] {
  const [label = '', value, ...rest] = lines;
  const bare = label.replace(/^\*+|(?<!\*)\*+$/g, '').trim();
  if (value === undefined || rest.length > 0 || bare.length > 40) return lines;
  return [`${bare.replace(/[:：]$/, '')}: ${value}`];
}

function buttonLines(value: unknown): string[] {
  const button = partsOf(value);
  return button && typeof button.url === 'string' ? [withLink(plainOrMrkdwn(button.text).join(' '), button.url)] : [];
}

/** Reads an element of rich text: a paragraph, a list, a quote or preformatted text. */
function richLines(value: unknown, depth: number): string[] {
  const element = partsOf(value);
  if (!element || depth > DEEPEST) return [];
  if (element.type === 'rich_text_list') return listOf(element.elements).flatMap((item) => richLines(item, depth + 1));
  return listOf(element.elements).map(wordOf).join('').split('\n');
}

function wordOf(value: unknown): string {
  const { type, text, url } = partsOf(value) ?? {};
  if (type === 'link') return withLink(text === url ? '' : textOf(text), url);
  return textOf(text);
}

/** Turns Markdown's links into words and an address. */
const markdownLines = (text: string): string[] =>
  withoutMarkdownLinks(text)
    .replace(/^#{1,6} /gm, '')
    .split('\n');

/** Reads an attachment, the older form in which many tools post. */
function attachmentLines(value: unknown): string[] {
  const { pretext, title, title_link: link, text, fields, blocks, actions, fallback } = partsOf(value) ?? {};
  const lines = [
    ...mrkdwnLines(pretext),
    ...(textOf(title) ? [withLink(mrkdwnLines(title).join(' '), link)] : []),
    ...mrkdwnLines(text),
    ...listOf(fields).flatMap(attachedField),
    ...listOf(blocks).flatMap((block) => blockLines(block, 0)),
    ...listOf(actions).flatMap(attachedButton),
  ];
  return lines.length ? lines : mrkdwnLines(fallback);
}

function attachedField(value: unknown): string[] {
  const { title, value: said } = partsOf(value) ?? {};
  return joinLabel([textOf(title), ...mrkdwnLines(said)].filter(Boolean));
}

const attachedButton = (value: unknown): string[] => {
  const { text, url } = partsOf(value) ?? {};
  return typeof url === 'string' ? [withLink(textOf(text), url)] : [];
};

/** Reads a mail that was forwarded to the channel. */
function mailLines(value: unknown): string[] {
  const file: Parts = partsOf(value) ?? {};
  if (file.filetype !== 'email') return [];
  const subject = textOf(file.subject) || textOf(file.title);
  return [...(subject ? [`Subject: ${subject}`] : []), ...textOf(file.plain_text).split('\n')];
}
