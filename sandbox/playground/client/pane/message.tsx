import { type ReactNode, useState } from 'react';
import type { SharedFile, ShownMessage, Spot } from '../../protocol.js';
import { Blocks } from '../blocks/blocks.js';
import { ErrorBoundary } from '../blocks/error-boundary.js';
import { SurfaceProvider } from '../blocks/surface-context.js';
import { nameOf, useReading } from '../reader-context.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { clockText, momentOf } from '../text/dates.js';
import { Mrkdwn } from '../text/mrkdwn.js';
import { useNow } from '../text/now.js';
import { AppIcon, Avatar } from './avatar.js';
import { Shortcuts } from './shortcuts.js';

interface Props {
  readonly message: ShownMessage;
  /** True for an ephemeral message. */
  readonly isWhisper?: boolean;
  readonly replies?: readonly ShownMessage[];
  /** True where the message is a reply in a thread. */
  readonly isInThread?: boolean;
}

/** One message, with its thread below it. */
export function Message({ message, isWhisper = false, replies = [], isInThread = false }: Props): ReactNode {
  const { world, person } = useReading();
  const say = useSlackUiWords();
  const now = useNow();
  const at = momentOf(message.ts);
  const byApp =
    isWhisper || message.user === world.app.botUserId || !world.people.some(({ id }) => id === message.user);
  const name = byApp ? world.app.name : nameOf(world, message.user);
  const spot: Spot = isWhisper ? { whisper: message.ts } : { channel: message.channel, ts: message.ts };
  return (
    <article className={`message${isWhisper ? ' whisper' : ''}`} data-ts={message.ts} aria-label={name} tabIndex={-1}>
      {byApp ? <AppIcon /> : <Avatar name={name} index={world.people.findIndex(({ id }) => id === message.user)} />}
      <div className="message-body">
        {isWhisper && <p className="only-you">{say.onlyYou}</p>}
        {message.broadcast && !isInThread && <p className="only-you">{say.fromThread}</p>}
        <p className="message-head">
          <strong>{name}</strong>
          {byApp && <span className="tag">{say.app}</span>}
          <time dateTime={at.toISOString()}>{clockText(at, person, now)}</time>
        </p>
        <SurfaceProvider user={person.id} spot={spot}>
          <div className="blocks">
            {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : <FallbackText text={message.text} />}
          </div>
        </SurfaceProvider>
        {message.files.map((file) => (
          <File key={file.id} file={file} />
        ))}
        {replies.length > 0 && <Thread replies={replies} />}
      </div>
      {!isWhisper && (
        <Shortcuts
          label={say.more}
          sign="⋮"
          className="more"
          shortcuts={world.shortcuts.message}
          on={{ channel: message.channel, ts: message.ts }}
        />
      )}
    </article>
  );
}

/** The latest replies, which are shown without being asked for. */
const OPEN = 3;

function Thread({ replies }: { readonly replies: readonly ShownMessage[] }): ReactNode {
  const say = useSlackUiWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? replies : replies.slice(-OPEN);
  return (
    <section className="thread" aria-label={say.replies(replies.length)}>
      {replies.length > OPEN ? (
        <button type="button" className="fold" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {say.replies(replies.length)}
        </button>
      ) : (
        <p className="thread-head">{say.replies(replies.length)}</p>
      )}
      {shown.map((reply) => (
        <Message key={reply.ts} message={reply} isInThread />
      ))}
    </section>
  );
}

const FallbackText = ({ text }: { readonly text: string }): ReactNode =>
  text && (
    <ErrorBoundary name="text">
      <p>
        <Mrkdwn text={text} />
      </p>
    </ErrorBoundary>
  );

const sizeText = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} kB`;

function File({ file }: { readonly file: SharedFile }): ReactNode {
  const url = `/file/${file.id}`;
  if (file.mimetype.startsWith('image/'))
    return (
      <a className="file-picture" href={url} target="_blank" rel="noreferrer">
        <img src={url} alt={file.name} />
      </a>
    );
  return (
    <a className="file" href={`${url}?download`} download={file.name}>
      <svg className="file-icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 2h8l5 5v15H6zM14 2v5h5" />
      </svg>
      <span>
        <strong>{file.name}</strong>
        <small>{sizeText(file.size)}</small>
      </span>
    </a>
  );
}
