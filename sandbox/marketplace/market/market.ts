import { randomBytes } from 'node:crypto';
import type { ProblemCode } from '../../../src/sources/contract/schema/problem.js';
import type { State } from './state.js';

/** What the market's verbs act on. They are synchronous: what one changes, it changes at once or not at all. */
export interface Market {
  readonly state: State;
  /** Where the sandbox is reached, without a slash at the end. */
  readonly url: string;
  now(): Date;
}

/** Why a request is not met. */
export class ContractProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const newId = (prefix: string): string => `${prefix}_${randomBytes(8).toString('hex')}`;
