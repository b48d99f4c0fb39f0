import { Fragment, type ReactNode } from 'react';
import { nameOf, useReading } from '../reader-context.js';
import { dateText } from './dates.js';
import { emojiOf } from './emoji.js';
import { useNow } from './now.js';
import { upworkStandIn } from './upwork-stand-in.js';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Undoes Slack's escaping. */
const decoded = (words: string): string => words.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** Text in Slack's markup. */
export function Mrkdwn({ text }: { readonly text: string }): ReactNode {
  return text.split(/```\n?([\s\S]*?)\n?```/).map((part, at) => {
    const key = `${at} ${part}`;
    return at % 2 ? <pre key={key}>{decoded(part)}</pre> : <Paragraphs key={key} text={part} />;
  });
}

/** Plain text, in which names of emoji are shown as emoji where Slack allows it. */
export function Plain({ text, emoji = true }: { readonly text: string; readonly emoji?: boolean }): ReactNode {
  return lines(text, (line) => (emoji ? line.replace(EMOJI, (all, name: string) => emojiOf(name) ?? all) : line));
}

const EMOJI = /:([a-z0-9_+-]+):/g;

function Paragraphs({ text }: { readonly text: string }): ReactNode {
  const groups: { readonly quoted: boolean; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(&gt;|>) ?/.test(line);
    const words = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(words);
    else groups.push({ quoted, lines: [words] });
  }
  return groups.map(({ quoted, lines: all }, at) => {
    const words = lines(all.join('\n'), inline);
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have nothing but their place
    return quoted ? <blockquote key={at}>{words}</blockquote> : <Fragment key={at}>{words}</Fragment>;
  });
}

function lines(text: string, show: (line: string) => ReactNode): ReactNode {
  return text.split('\n').map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have nothing but their place
    <Fragment key={at}>
      {at > 0 && <br />}
      {show(line)}
    </Fragment>
  ));
}

/** Matches code, text in angle brackets, emoji, and pairs of marks around words. */
const INLINE =
  /`([^`]+)`|<([^<>]+)>|:([a-z0-9_+-]+):|(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])|(?<![\w_])_(\S(?:[^_]*\S)?)_(?![\w_])|(?<![\w~])~(\S(?:[^~]*\S)?)~(?![\w~])/;

function inline(text: string): ReactNode {
  const found = INLINE.exec(text);
  if (!found) return decoded(text);
  const [all, code, angled, emoji, bold, italic, struck] = found;
  const before = decoded(text.slice(0, found.index));
  const after = inline(text.slice(found.index + all.length));
  return (
    <>
      {before}
      {code !== undefined && <code>{decoded(code)}</code>}
      {angled !== undefined && <Angled text={angled} />}
      {emoji !== undefined && (emojiOf(emoji) ?? all)}
      {bold !== undefined && <strong>{inline(bold)}</strong>}
      {italic !== undefined && <em>{inline(italic)}</em>}
      {struck !== undefined && <s>{inline(struck)}</s>}
      {after}
    </>
  );
}

/** The rendering of a link, a mention or a date in angle brackets. */
function Angled({ text }: { readonly text: string }): ReactNode {
  const { world } = useReading();
  const [target = '', label] = text.split('|');
  if (target.startsWith('!date^')) return <When token={target} fallback={label ?? ''} />;
  if (target.startsWith('@')) return <span className="mention">@{nameOf(world, target.slice(1))}</span>;
  if (target.startsWith('#')) {
    const name = world.channels.find(({ id }) => id === target.slice(1))?.name ?? label ?? 'private';
    return <span className="mention">#{name}</span>;
  }
  if (target.startsWith('!')) return <span className="mention">@{target.slice(1).split('^')[0]}</span>;
  return <Link url={decoded(target)}>{decoded(label ?? target.replace(/^mailto:/, ''))}</Link>;
}

/** A link, which opens beside the playground. */
export function Link({ url, children }: { readonly url: string; readonly children: ReactNode }): ReactNode {
  const { world } = useReading();
  const isSafe = /^(https?|mailto):/i.test(url);
  return isSafe ? (
    <a href={upworkStandIn(url, world)} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  );
}

function When({ token, fallback }: { readonly token: string; readonly fallback: string }): ReactNode {
  const { person } = useReading();
  const now = useNow();
  const [, seconds = '', format = '', url] = token.split('^');
  const at = new Date(Number(seconds) * 1000);
  const words = /\{\w+\}/.test(format) ? dateText(at, format, person, now) : decoded(fallback);
  const shown = words.includes('{') ? decoded(fallback) : words;
  const time = <time dateTime={at.toISOString()}>{shown}</time>;
  return url ? <Link url={url}>{time}</Link> : time;
}
