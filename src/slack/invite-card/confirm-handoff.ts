import { confirmHandoff } from '../../domain/invite/confirm-handoff.js';
import type { OnClick } from '../asked.js';

/** "I've done it": the member says that the marketplace knows. */
export const handedOff: OnClick = async ({ ports, by, id, ack }) => {
  await confirmHandoff(ports, by, id);
  await ack();
};
