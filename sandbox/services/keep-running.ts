import { setTimeout as sleep } from 'node:timers/promises';
import type { SupervisedProcess } from './kill-with-parent.js';

/** Restarts of a server that exits by itself, in all. */
const RESTARTS = 3;

/** Restart policy of a server that exits before it is asked to. */
export interface KeepRunningOptions {
  readonly name: string;
  /** Starts the server again on the same port and data. Without it, the first exit is final. */
  readonly again?: (() => Promise<SupervisedProcess>) | undefined;
  /** Milliseconds before each restart. Default: 500. */
  readonly pauseMs?: number;
  /** Prints one line for the user. */
  say(line: string): void;
  /** Called once, with a message that says how the server ended, when it will not be restarted. */
  lost(line: string): void;
}

/** Restarts a server when it exits by itself, until `end` is called. */
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
