import { undoReferral } from '../../../domain/referring/undo-referral.js';
import type { OnClick } from '../../reply/request-context.js';

/** The button carries the referral's id. The card changes once the referral is taken back. */
export const undo: OnClick = async ({ ports, by, id, ack }) => {
  await undoReferral(ports, by, id);
  await ack();
};
