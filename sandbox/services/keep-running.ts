import { setTimeout as sleep } from 'node:timers/promises';
import type { SupervisedProcess } from './kill-with-parent.js';

/** How often a server that ended by itself is started again. */
const RESTARTS = 3;

/** What is done about a server that ends before it is asked to. */
export interface KeepRunningOptions {
  readonly name: string;
  /** Starts it again on the same port and data. Without it, it is lost at once. */
  readonly again?: (() => Promise<SupervisedProcess>) | undefined;
  /** Before each restart. Default: 500 ms. */
  readonly pauseMs?: number;
  /** Takes a line for a person. */
  say(line: string): void;
  /** Called once, with a line that says how it ended, when it is not started any more. */
  lost(line: string): void;
}

/** Looks after a server until it is ended. */
export function keepRunning(
  first: SupervisedProcess,
  { name, again, pauseMs = 500, say, lost }: KeepRunningOptions,
): Pick<SupervisedProcess, 'end'> {
  let server = first;
  let asked = false;
  const restart = async (start: () => Promise<SupervisedProcess>): Promise<string> => {
    await sleep(pauseMs);
    return start().then(
      (next) => {
        server = next;
        return '';
      },
      (error: Error) => ` It cannot be started again: ${error.message}`,
    );
  };
  const keep = async () => {
    for (let left = again ? RESTARTS : 0, trouble = ''; ; left--) {
      const { how, said } = await server.exited;
      if (asked) return;
      const ended = `${name} ended by itself with ${how}`;
      if (!again || left === 0) return lost(`${ended}${again ? '.' : `: ${said || 'no word'}`}${trouble}`);
      say(`${ended}; it is started again, on the same data.`);
      trouble = await restart(again);
      if (asked) return;
    }
  };
  const kept = keep();
  const end = async () => {
    asked = true;
    await server.end();
    await kept;
    await server.end();
  };
  return { end };
}
