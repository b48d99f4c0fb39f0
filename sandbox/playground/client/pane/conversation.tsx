import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { ShownMessage } from '../../protocol.js';
import { useReading } from '../reader-context.js';
import { useEntries } from '../replica-store.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { dayText, momentOf } from '../text/dates.js';
import { useNow } from '../text/now.js';
import { Message } from './message.js';
import { useNotInstalled } from './not-installed.js';
import { markRead, useReadMark } from './read-marks.js';

interface Line {
  readonly message: ShownMessage;
  readonly isWhisper: boolean;
}

/**
 * Returns the lines of a conversation, oldest first, and the replies by the message that they answer. A broadcast reply is
 * both.
 */
function useLines(channel: string) {
  const { person } = useReading();
  const messages = useEntries<ShownMessage>(`message/${channel}/`);
  const whispers = useEntries<ShownMessage>(`whisper/${person.id}/`);
  const own = whispers.filter((one) => one.channel === channel || one.channel === person.id);
  const lines: Line[] = [
    ...messages
      .filter(({ threadTs, broadcast }) => !threadTs || broadcast)
      .map((message) => ({ message, isWhisper: false })),
    ...own.map((message) => ({ message, isWhisper: true })),
  ];
  lines.sort((one, other) => Number(one.message.ts) - Number(other.message.ts));
  const replies = Map.groupBy(
    messages.filter(({ threadTs }) => threadTs).toSorted((one, other) => Number(one.ts) - Number(other.ts)),
    ({ threadTs = '' }) => threadTs,
  );
  const newest = [...messages, ...own].reduce((latest, { ts }) => (ts > latest ? ts : latest), '0');
  return { lines, replies, newest };
}

/** Milliseconds after which what is seen counts as read. */
const READ_MS = 1500;

/** The messages of a direct message or channel. */
export function Conversation({ channel, label }: { readonly channel: string; readonly label: string }): ReactNode {
  const { person } = useReading();
  const say = useSlackUiWords();
  const now = useNow();
  const { lines, replies, newest } = useLines(channel);
  const mark = useReadMark(person.id, channel);
  const firstUnread = lines.find(({ message }) => message.ts > mark)?.message.ts;
  const box = useFollowing(newest);
  const notInstalled = useNotInstalled();
  useEffect(() => {
    const timer = setInterval(() => {
      const isSeen = document.visibilityState === 'visible' && box.current?.offsetParent;
      if (isSeen) markRead(person.id, channel, newest);
    }, READ_MS);
    return () => clearInterval(timer);
  }, [person.id, channel, newest, box]);
  let day = '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={box} className="conversation" role="log" aria-label={label} tabIndex={0}>
      {lines.length === 0 && <p className="empty-place">{notInstalled ?? say.noMessages}</p>}
      {lines.map(({ message, isWhisper }) => {
        const today = dayText(momentOf(message.ts), person, now);
        const isNewDay = today !== day;
        day = today;
        return (
          <Fragment key={`${message.ts} ${isWhisper}`}>
            {isNewDay && (
              <p className="day">
                <span>{today}</span>
              </p>
            )}
            {message.ts === firstUnread && (
              <p className="new">
                <span>{say.isNew}</span>
              </p>
            )}
            <Message message={message} isWhisper={isWhisper} replies={replies.get(message.ts) ?? []} />
          </Fragment>
        );
      })}
    </div>
  );
}

/** Pixels from the end that count as being at it. */
const NEAR = 120;

/**
 * Keeps a box at its end while it grows, unless somebody has scrolled up. Something new is always brought into view.
 */
function useFollowing(newest: string) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const toEnd = () => {
      if (atEnd.current) current.scrollTop = current.scrollHeight;
    };
    const note = () => {
      atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR;
    };
    const growth = new MutationObserver(toEnd);
    growth.observe(current, { childList: true, subtree: true, characterData: true });
    const size = new ResizeObserver(toEnd);
    size.observe(current);
    current.addEventListener('scroll', note);
    toEnd();
    return () => {
      growth.disconnect();
      size.disconnect();
      current.removeEventListener('scroll', note);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the reason to look
  useLayoutEffect(() => {
    if (!box.current) return;
    atEnd.current = true;
    box.current.scrollTop = box.current.scrollHeight;
  }, [newest]);
  return box;
}
