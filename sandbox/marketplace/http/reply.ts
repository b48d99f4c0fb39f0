import { PROBLEM_TYPE, PROBLEMS } from '../../../src/sources/contract/schema/problem.js';
import type { ContractProblem, Market } from '../market/market.js';
import type { Outcome } from '../market/state.js';

/** Converts a problem to problem details (RFC 9457). */
export function problem({ url }: Market, { code, message }: ContractProblem): Outcome {
  const [status, title] = PROBLEMS[code];
  return { status, body: { type: `${url}/problems/${code}`, title, status, detail: message } };
}

/** Builds problem details for an error that the contract does not name. */
export const other = (status: number, title: string, detail: string): Outcome => ({
  status,
  body: { type: 'about:blank', title, status, detail },
});

/** Builds the error of a `fail` switch. */
export const failure = (status: number): Outcome =>
  other(status, 'Out of order', 'A switch of the sandbox made this fail.');

/** Converts an outcome to an HTTP response. */
export function reply({ status, body }: Outcome, headers: Record<string, string> = {}): Response {
  const type = status < 400 ? 'application/json' : PROBLEM_TYPE;
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } });
}
