import { SHOWN } from '../../src/slack/reply/action-ids.js';
import type { Expected } from './send-request.js';

/**
 * Tells whether an answer means that nothing acknowledged in time: Bolt says so after Slack's three seconds, Baton
 * shortly before.
 */
const isUnacknowledged = (status: number, body: string): boolean =>
  (status === 404 && body === '') || (status === 200 && body.includes(`"${SHOWN.notice}"`));

/** Expects an empty answer, which closes a modal or acknowledges a click. */
export const closed: Expected = (status, body) => {
  if (status === 200 && body === '') return 'done';
  return isUnacknowledged(status, body) ? 'late' : 'wrong';
};

/** Expects that a click was accepted, even if its answer was late: its effects are measured either way. */
export const taken: Expected = (status, body) => (closed(status, body) === 'wrong' ? 'wrong' : 'done');

/**
 * Expects a list of the benchmark's referrals. An empty answer means that Slack was told in time that the answer takes
 * longer.
 */
export const listed: Expected = (status, body) => {
  if (status === 200 && body.includes('Take over a data pipeline')) return 'done';
  return (status === 200 && body === '') || isUnacknowledged(status, body) ? 'late' : 'wrong';
};

/** Expects that an event was stored. A busy server answers that its sender has to repeat it, which counts as late. */
export const stored: Expected = (status, body) => {
  if (status === 200 && body.includes('"new"')) return 'done';
  return status === 503 || status === 429 ? 'late' : 'wrong';
};
