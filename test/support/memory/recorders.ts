import type { Workable } from '../../../src/domain/model/outbox-work.js';
import type { Clock, Jobs, Log } from '../../../src/domain/ports.js';
import { copyOf } from './copy.js';

/** A clock that stands still until it is told to move. */
export interface TestClock extends Clock {
  set(now: Date): void;
  advance(ms: number): void;
}

export function testClock(start: Date): TestClock {
  let now = start;
  return {
    now: () => new Date(now),
    set: (to) => {
      now = to;
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

/** Keeps every document whose work was handed to the queue. */
export interface RecordingJobs extends Jobs {
  readonly dispatched: Workable[];
}

export function recordingJobs(): RecordingJobs {
  const dispatched: Workable[] = [];
  return { dispatched, dispatch: (doc) => void dispatched.push(copyOf(doc)) };
}

/** A document as it is handed to the queue: with the latest `count` pieces of its work. */
export const withLatest = <Doc extends Workable>(doc: Doc, count: number): Doc => ({
  ...doc,
  work: doc.work.slice(-count),
});

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: Record<string, unknown>;
  readonly event: string;
}

export interface RecordingLog extends Log {
  readonly lines: LogLine[];
}

export function recordingLog(): RecordingLog {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: Record<string, unknown>, event: string) =>
    void lines.push({ level, fields, event });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
