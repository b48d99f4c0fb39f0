import { withoutSecrets } from '../domain/secrets.js';
import { within } from '../domain/within.js';
import type { Print } from './operator.js';

/** One thing that must be right for Baton to work. */
export interface Examination {
  readonly name: string;
  /** @returns what was found, when it is right. @throws with what is wrong. */
  check(): Promise<string>;
  /** What to do when it is not. */
  readonly fix: string;
}

/** No check takes longer, in milliseconds. */
const LIMIT_MS = 15_000;

/** Prints what was found and, when it is not right, what to do about it. @returns whether it is right. */
export async function examine({ name, check, fix }: Examination, print: Print): Promise<boolean> {
  try {
    print(`ok    ${name}: ${await inTime(check())}`);
    return true;
  } catch (error) {
    print(`FAIL  ${name}: ${withoutSecrets(error instanceof Error ? error.message : String(error))}`);
    print(`      ${fix}`);
    return false;
  }
}

const inTime = (found: Promise<string>): Promise<string> =>
  within(found, LIMIT_MS, () => {
    throw new Error(`no answer within ${LIMIT_MS / 1000} s`);
  });
