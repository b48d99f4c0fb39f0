import type { ShownMessage } from '../../protocol.js';
import { useEntries } from '../replica-store.js';
import { useReadMark } from './read-marks.js';

/** Counts a person's unread messages in a conversation. */
export function useUnread(user: string, channel: string): number {
  const messages = useEntries<ShownMessage>(`message/${channel}/`);
  const mark = useReadMark(user, channel);
  return messages.filter(({ ts }) => ts > mark).length;
}
