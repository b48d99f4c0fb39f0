import { cancelRelay } from '../../domain/relay/cancel-relay.js';
import type { OnClick } from '../asked.js';

/** The button carries the relay's id. The card changes by a job. */
export const stopAsking: OnClick = async ({ ports, by, id, ack }) => {
  await cancelRelay(ports, by, id);
  await ack();
};
