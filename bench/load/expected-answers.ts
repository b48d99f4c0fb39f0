import { SHOWN } from '../../src/slack/reply/action-ids.js';
import type { Expected } from './send-request.js';

/** Tells what Bolt answers when nothing has acknowledged within Slack's three seconds, and Baton shortly before that. */
const isUnacknowledged = (status: number, body: string): boolean =>
  (status === 404 && body === '') || (status === 200 && body.includes(`"${SHOWN.notice}"`));

/** Expects that a modal was closed or a click acknowledged, with an empty body. */
export const closed: Expected = (status, body) => {
  if (status === 200 && body === '') return 'done';
  return isUnacknowledged(status, body) ? 'late' : 'wrong';
};

/** Expects that a click was taken, also where its answer was late: what it causes is measured either way. */
export const taken: Expected = (status, body) => (closed(status, body) === 'wrong' ? 'wrong' : 'done');

/** Expects a list of the benchmark's referrals. Empty: Slack was told in time that it takes longer. */
export const listed: Expected = (status, body) => {
  if (status === 200 && body.includes('Take over a data pipeline')) return 'done';
  return (status === 200 && body === '') || isUnacknowledged(status, body) ? 'late' : 'wrong';
};

/** Expects that an event was stored. Where the server was busy its sender has to repeat it. */
export const stored: Expected = (status, body) => {
  if (status === 200 && body.includes('"new"')) return 'done';
  return status === 503 || status === 429 ? 'late' : 'wrong';
};
