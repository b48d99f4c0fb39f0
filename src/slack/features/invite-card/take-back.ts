import { takeBackHandoff } from '../../../domain/deciding/take-back-handoff.js';
import type { OnClick } from '../../reply/request-context.js';

/** Takes back what was not carried over yet; the card changes by a job. */
export const takeBack: OnClick = async ({ ports, by, id, ack }) => {
  await takeBackHandoff(ports, by, id);
  await ack();
};
