import { withoutSecrets } from '../lib/secrets.js';
import { within } from '../lib/within.js';
import type { Print } from './operator.js';

/** One thing that must be right for Baton to work. */
export interface Examination {
  readonly name: string;
  /** @returns what was found, when it is right. @throws with what is wrong, or Untried. */
  check(): Promise<string>;
  /** What to do when it is not. */
  readonly fix: string | ((error: unknown) => string);
}

/** Why something cannot be tried now. It is no fault, and nothing is known of it. */
export class Untried extends Error {
  override readonly name = 'Untried';
}

/** What came of an examination. */
export type Finding = 'right' | 'fault' | 'untried';

/** No check takes longer, in milliseconds. */
const LIMIT_MS = 15_000;

/** Prints what was found and, when it is not right, what to do about it. */
export async function examine({ name, check, fix }: Examination, print: Print): Promise<Finding> {
  try {
    print(`ok    ${name}: ${await inTime(check())}`);
    return 'right';
  } catch (error) {
    const untried = error instanceof Untried;
    print(
      `${untried ? 'skip' : 'FAIL'}  ${name}: ${withoutSecrets(error instanceof Error ? error.message : String(error))}`,
    );
    if (untried) return 'untried';
    print(`      ${typeof fix === 'string' ? fix : fix(error)}`);
    return 'fault';
  }
}

const inTime = (found: Promise<string>): Promise<string> =>
  within(found, LIMIT_MS, () => {
    throw new Error(`no answer within ${LIMIT_MS / 1000} s`);
  });
