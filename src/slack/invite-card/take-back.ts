import { takeBackHandoff } from '../../domain/invite/take-back-handoff.js';
import type { OnClick } from '../asked.js';

/** Takes back what was not carried over yet; the card changes by a job. */
export const takeBack: OnClick = async ({ ports, by, id, ack }) => {
  await takeBackHandoff(ports, by, id);
  await ack();
};
