import { redactSecrets } from '../lib/redact-secrets.js';
import { waitAtMost } from '../lib/wait-at-most.js';
import type { Print } from './operator-services.js';

/** One check of the doctor. */
export interface Examination {
  readonly name: string;
  /** @returns the finding when all is well. @throws Error with the fault, Untried or ToDo. */
  check(): Promise<string>;
  /** Instructions for correcting the fault. */
  readonly fix: string | ((error: unknown) => string);
}

/** Thrown when a check cannot be made now, which is no fault. */
export class Untried extends Error {
  override readonly name = 'Untried';
}

/** Thrown where nothing is wrong, and somebody has something left to do: the message says what. */
export class ToDo extends Error {
  override readonly name = 'ToDo';
}

/** The result of a check. */
export type Finding = 'right' | 'fault' | 'untried' | 'to-do';

/** The beginning of the line of each finding. */
const SIGNS: Readonly<Record<Finding, string>> = { right: 'ok  ', fault: 'FAIL', untried: 'skip', 'to-do': 'note' };

/** The time limit of a check, in milliseconds. */
const LIMIT_MS = 15_000;

/** Runs a check and prints its finding and, for a fault, how to correct it. */
export async function examine({ name, check, fix }: Examination, print: Print): Promise<Finding> {
  const say = (finding: Finding, words: string) => {
    print(`${SIGNS[finding]}  ${name}: ${words}`);
    return finding;
  };
  try {
    return say('right', await inTime(check()));
  } catch (error) {
    const words = redactSecrets(error instanceof Error ? error.message : String(error));
    if (error instanceof Untried) return say('untried', words);
    if (error instanceof ToDo) return say('to-do', words);
    say('fault', words);
    print(`      ${typeof fix === 'string' ? fix : fix(error)}`);
    return 'fault';
  }
}

const inTime = (found: Promise<string>): Promise<string> =>
  waitAtMost(found, LIMIT_MS, () => {
    throw new Error(`no answer within ${LIMIT_MS / 1000} s`);
  });
