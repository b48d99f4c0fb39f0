import { randomBytes } from 'node:crypto';
import type { ProblemCode } from '../../../src/sources/contract/schema/problem.js';
import type { State } from './state.js';

/**
 * The state, address and clock that the functions in this folder work on. The functions are synchronous, so each change
 * happens completely or not at all.
 */
export interface Market {
  readonly state: State;
  /** Base URL of the sandbox, without a trailing slash. */
  readonly url: string;
  now(): Date;
}

/** Thrown when a request is refused, with an error code of the contract. */
export class ContractProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const newId = (prefix: string): string => `${prefix}_${randomBytes(8).toString('hex')}`;
