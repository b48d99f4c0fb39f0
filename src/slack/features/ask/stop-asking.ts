import { cancelRelay } from '../../../domain/asking/cancel-relay.js';
import type { OnClick } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';

/** The button carries the relay's id. The card changes by a job, the Home tab at once. */
export const stopAsking: OnClick = async (click) => {
  await cancelRelay(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};
