import { NO_LONGER_OPEN } from '../lifecycle/referral-handoff.js';
import { Misconfigured, Refusal } from '../model/errors.js';
import type { FailureReason } from '../model/failure-reason.js';
import { type DeliveryPath, type Obstacle, obstacleOn } from '../model/invite/delivery-path.js';
import type { ClosedStatus } from '../model/invite/invite.js';
import { NOT_CARRIED_OUT } from './call-marketplace.js';

/** Makes the error with which work waits for its connection: it is retried until the connection is there again. */
export const hindered = (obstacle: Obstacle): Error =>
  obstacle === 'paused' ? new Misconfigured('the connection is paused') : new Refusal('connection.removed');

/**
 * Returns the reason why a decision or a referral was given up after its last retry, and the status with which the
 * invitation has ended on the marketplace.
 * @param status as the marketplace shows it; undefined where it shows none, and so may have the answer
 */
export function whyGivenUp(
  status: ClosedStatus | 'open' | undefined,
  path: DeliveryPath,
): { readonly trouble: FailureReason; readonly closed?: ClosedStatus } {
  if (status === undefined) return { trouble: { code: obstacleOn(path) ?? 'unreachable', detail: '' } };
  return status === 'open' ? { trouble: NOT_CARRIED_OUT } : { trouble: NO_LONGER_OPEN.trouble, closed: status };
}
