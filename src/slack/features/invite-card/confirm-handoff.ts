import { confirmHandoff } from '../../../domain/deciding/confirm-handoff.js';
import type { OnClick } from '../../reply/request-context.js';

/** "I've done it": the member says that the marketplace knows. */
export const handedOff: OnClick = async ({ ports, by, id, ack }) => {
  await confirmHandoff(ports, by, id);
  await ack();
};
