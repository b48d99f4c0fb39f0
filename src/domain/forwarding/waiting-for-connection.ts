import { Misconfigured, Refusal } from '../model/errors.js';
import type { FailureReason } from '../model/failure-reason.js';
import { type DeliveryPath, type Obstacle, obstacleOn } from '../model/invite/delivery-path.js';

/** Makes the error with which work waits for its connection: it is retried until the connection is there again. */
export const hindered = (obstacle: Obstacle): Error =>
  obstacle === 'paused' ? new Misconfigured('the connection is paused') : new Refusal('connection.removed');

/** Returns the reason why a decision or a referral was given up after its last retry. */
export const whyGivenUp = (path: DeliveryPath): FailureReason => ({
  code: obstacleOn(path) ?? 'unreachable',
  detail: '',
});
