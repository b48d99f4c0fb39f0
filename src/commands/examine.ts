import { withoutSecrets } from '../domain/secrets.js';
import type { ExitCode, Print } from './operator.js';

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

/** Prints each finding, and what to do about those that are not right. */
export async function examine(examinations: readonly Examination[], print: Print): Promise<ExitCode> {
  let faults = 0;
  for (const { name, check, fix } of examinations) {
    try {
      print(`ok    ${name}: ${await inTime(check())}`);
    } catch (error) {
      faults += 1;
      print(`FAIL  ${name}: ${withoutSecrets(error instanceof Error ? error.message : String(error))}`);
      print(`      ${fix}`);
    }
  }
  print(faults === 0 ? 'Everything is well.' : `${faults} of ${examinations.length} need attention.`);
  return faults === 0 ? 0 : 1;
}

async function inTime(found: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}
