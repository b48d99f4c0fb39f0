import { withoutSecrets } from '../lib/redact-secrets.js';
import { within } from '../lib/wait-at-most.js';
import type { Print } from './operator-services.js';

/** One check of the doctor. */
export interface Examination {
  readonly name: string;
  /** @returns the finding when all is well. @throws Error with the fault, or Untried. */
  check(): Promise<string>;
  /** Instructions for correcting the fault. */
  readonly fix: string | ((error: unknown) => string);
}

/** Thrown when a check cannot be made now, which is no fault. */
export class Untried extends Error {
  override readonly name = 'Untried';
}

/** The result of a check. */
export type Finding = 'right' | 'fault' | 'untried';

/** The time limit of a check, in milliseconds. */
const LIMIT_MS = 15_000;

/** Runs a check and prints its finding and, for a fault, how to correct it. */
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
