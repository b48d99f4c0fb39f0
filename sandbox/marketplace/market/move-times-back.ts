import type { State } from './state.js';

/** Names of the fields that hold a time. */
const TIMES = new Set(['at', 'createdAt', 'nextAt', 'invitedAt', 'expiresAt', 'postedAt']);

/** Moves every time in the state into the past, as if so many milliseconds had passed. */
export function moveTimesBack(state: State, ms: number): void {
  visit(state, ms);
}

function visit(part: object, ms: number): void {
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === 'object' && value !== null) visit(value, ms);
    if (typeof value !== 'string' || !TIMES.has(name)) continue;
    Object.assign(part, { [name]: new Date(Date.parse(value) - ms).toISOString() });
  }
}
