import { type ReactNode, useState } from 'react';
import { type Json, list, object, words } from '../json.js';
import { nameOf, useReading } from '../reader-context.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { dateText } from '../text/dates.js';
import { emojiOf } from '../text/emoji.js';
import { Link, Plain } from '../text/mrkdwn.js';
import { useNow } from '../text/now.js';

/** Draws a `rich_text` block. */
export const RichText = ({ block }: { readonly block: Json }): ReactNode => (
  <div className="rich-text">
    {list(block.elements).map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing but their place
      <Part key={at} part={part} />
    ))}
  </div>
);

function Part({ part }: { readonly part: Json }): ReactNode {
  const elements = list(part.elements);
  switch (part.type) {
    case 'rich_text_list': {
      const items = elements.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
        <li key={at}>
          <Spans elements={list(item.elements)} />
        </li>
      ));
      const indent = { marginInlineStart: `${1.5 * Number(part.indent ?? 0)}em` };
      return part.style === 'ordered' ? <ol style={indent}>{items}</ol> : <ul style={indent}>{items}</ul>;
    }
    case 'rich_text_quote':
      return (
        <blockquote dir="auto">
          <Spans elements={elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return <Copyable text={elements.map((one) => words(one.text)).join('')} />;
    default:
      return (
        <p dir="auto">
          <Spans elements={elements} />
        </p>
      );
  }
}

/** Preformatted text with Slack's own button to copy it. */
function Copyable({ text }: { readonly text: string }): ReactNode {
  const say = useSlackUiWords();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="copyable">
      <pre>{text}</pre>
      <button type="button" className="copy" onClick={() => void copy()} onBlur={() => setCopied(false)}>
        {isCopied ? say.copied : say.copy}
      </button>
    </div>
  );
}

const Spans = ({ elements }: { readonly elements: readonly Json[] }): ReactNode =>
  elements.map((element, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: spans have nothing but their place
    <Span key={at} element={element} />
  ));

function Span({ element }: { readonly element: Json }): ReactNode {
  const { bold, italic, strike, code } = object(element.style);
  let shown: ReactNode = <Content element={element} />;
  if (code) shown = <code>{shown}</code>;
  if (bold) shown = <strong>{shown}</strong>;
  if (italic) shown = <em>{shown}</em>;
  return strike ? <s>{shown}</s> : shown;
}

function Content({ element }: { readonly element: Json }): ReactNode {
  const { world, person } = useReading();
  const now = useNow();
  switch (element.type) {
    case 'link':
      return <Link url={words(element.url)}>{words(element.text) || words(element.url)}</Link>;
    case 'user':
      return <span className="mention">@{nameOf(world, words(element.user_id))}</span>;
    case 'channel':
      return (
        <span className="mention">
          #{world.channels.find(({ id }) => id === element.channel_id)?.name ?? 'private'}
        </span>
      );
    case 'broadcast':
      return <span className="mention">@{words(element.range)}</span>;
    case 'emoji':
      return emojiOf(words(element.name)) ?? `:${words(element.name)}:`;
    case 'date':
      return dateText(new Date(Number(element.timestamp) * 1000), words(element.format), person, now);
    default:
      return <Plain text={words(element.text)} emoji={false} />;
  }
}
