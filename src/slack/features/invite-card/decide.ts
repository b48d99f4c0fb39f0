import { acceptInvite } from '../../../domain/deciding/accept-invite.js';
import { confirmHandoff } from '../../../domain/deciding/confirm-handoff.js';
import { takeBackHandoff } from '../../../domain/deciding/take-back-handoff.js';
import type { OnClick } from '../../reply/request-context.js';
import { refreshHome } from '../home/publish-home.js';

/** Durable before it is answered; the card changes by a job, so that one writer alone edits it. */
export const accept: OnClick = async (click) => {
  await acceptInvite(click.ports, click.by, click.id);
  await click.ack();
  if (click.body.view?.type === 'home') await refreshHome(click);
};

/** "I've done it": the member says that the marketplace knows. */
export const handedOff: OnClick = async ({ ports, by, id, ack }) => {
  await confirmHandoff(ports, by, id);
  await ack();
};

/** Takes back what was not carried over yet; the card changes by a job. */
export const takeBack: OnClick = async ({ ports, by, id, ack }) => {
  await takeBackHandoff(ports, by, id);
  await ack();
};
