import type { SlackProfile } from '../../../src/domain/model/member/member.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import type { ExportedFile } from '../../../src/domain/model/views/exported-file.js';
import type { HomeContent } from '../../../src/domain/model/views/home-content.js';
import type { ShownContent } from '../../../src/domain/model/views/message-content.js';
import type { Directory, Messenger } from '../../../src/domain/ports.js';
import { type Faults, faults } from './faults.js';

/** A message as Slack has it. `id` is what its metadata says. */
export interface SlackMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: string;
  readonly ts: string;
  readonly postedAt: Date;
  content: ShownContent;
  edits: number;
  deleted: boolean;
  /** Set to have edits refused for good. */
  locked?: boolean;
}

/** A Slack that keeps every message, also those that it posted without answering. */
export interface FakeMessenger extends Messenger {
  readonly sent: SlackMessage[];
  /** Every Home that was shown, the latest last. */
  readonly homes: { readonly tenantId: string; readonly slackUserId: string; readonly home: HomeContent }[];
  readonly files: { readonly tenantId: string; readonly slackUserId: string; readonly file: ExportedFile }[];
  /** The next calls throw before anything happens. */
  readonly failNext: Faults['failNext'];
  /** The next posts happen, and then throw: their answer is lost. */
  loseAnswer(times?: number): void;
}

/** The mark of a content: this Slack shows a content as it is. */
const markOf = (content: ShownContent): string => JSON.stringify(content);

export function fakeMessenger(now: () => Date): FakeMessenger {
  const { failNext, check } = faults();
  const lost = faults();
  const sent: SlackMessage[] = [];
  const homes: FakeMessenger['homes'] = [];
  const files: FakeMessenger['files'] = [];
  const at = ({ channel, ts }: { channel: string; ts: string }) =>
    sent.find((one) => one.channel === channel && one.ts === ts && !one.deleted);
  return {
    sent,
    homes,
    files,
    failNext,
    loseAnswer: (times) => lost.failNext(new Error('the connection broke after the message was posted'), times),
    post: async (tenantId, { id, to }: Message, content, before) => {
      check();
      before?.();
      const place = { channel: to.startsWith('U') ? `D${to.slice(1)}` : to, ts: `1700000000.${sent.length + 1}` };
      sent.push({ tenantId, id, ...place, postedAt: now(), content, edits: 0, deleted: false });
      lost.check();
      return { posted: place, shown: markOf(content) };
    },
    find: async (tenantId, { id, replaces }, _content, since) => {
      check();
      const found = sent.find(
        (one) =>
          one.tenantId === tenantId &&
          one.id === id &&
          one.postedAt >= since &&
          !one.deleted &&
          one.ts !== replaces?.ts,
      );
      return found ? { channel: found.channel, ts: found.ts } : null;
    },
    edit: async (_tenantId, { posted, shown }, content, before) => {
      const mark = markOf(content);
      if (posted && shown === mark) return { shown: mark };
      check();
      before?.();
      const found = posted && at(posted);
      if (!found) return 'gone';
      if (found.locked) return 'locked';
      found.content = content;
      found.edits += 1;
      return { shown: mark };
    },
    remove: async (_tenantId, { posted }) => {
      check();
      const found = posted && at(posted);
      if (found) found.deleted = true;
    },
    publishHome: async (tenantId, slackUserId, home, before) => {
      check();
      before?.();
      homes.push({ tenantId, slackUserId, home });
    },
    sendFile: async (tenantId, slackUserId, file, before) => {
      check();
      before?.();
      files.push({ tenantId, slackUserId, file });
    },
  };
}

/** A workspace's people, in pages of two. */
export interface FakeDirectory extends Directory {
  readonly profiles: SlackProfile[];
  readonly failNext: Faults['failNext'];
}

export function fakeDirectory(): FakeDirectory {
  const { failNext, check } = faults();
  const profiles: SlackProfile[] = [];
  return {
    profiles,
    failNext,
    async *list() {
      check();
      for (let from = 0; from < profiles.length; from += 2) yield profiles.slice(from, from + 2);
    },
  };
}
